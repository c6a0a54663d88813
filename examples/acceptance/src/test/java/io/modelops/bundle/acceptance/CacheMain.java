package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of many processes that use a cache at once; 0 if nothing went wrong. */
final class CacheMain {
  private CacheMain() {}

  /** {@code CACHE ROUNDS DIRECTORY ensure|pull|collect REFERENCE OTHER}. */
  public static void main(String[] arguments) throws IOException {
    CacheOptions cache = CacheOptions.defaults().withDirectory(Path.of(arguments[0]));
    List<Reference> references = Stream.of(arguments).skip(4).map(Reference::parse).toList();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Reference reference = references.get(i % 2);
      switch (arguments[3]) {
        case "collect" -> collect(cache);
        case "pull" -> pull(new Tree(Path.of(arguments[2])), reference);
        default -> ensure(new Tree(Path.of(arguments[2] + "-" + i % 7)), reference, cache);
      }
    }
  }

  /** Forgets everything, and deletes whatever no running call uses. */
  private static void collect(CacheOptions cache) {
    Bundles.load()
        .collect(
            CollectOptions.defaults()
                .withCache(cache)
                .withMaxAge(Duration.ZERO)
                .withGrace(Duration.ZERO));
  }

  private static void pull(Tree tree, Reference reference) throws IOException {
    tree.workspace().pull(reference, PullOptions.of(RegistryOptions.defaults()));
    requireWhole(tree);
    VerifyResult verified = tree.bundle().workspace().verify();
    if (!verified.isSound()) {
      throw new IOException(tree.root() + " is not " + reference + ": " + verified.findings());
    }
  }

  private static void ensure(Tree tree, Reference reference, CacheOptions cache)
      throws IOException {
    Bundles.load()
        .ensure(
            reference, tree.root(), EnsureOptions.of(RegistryOptions.defaults()).withCache(cache));
    requireWhole(tree);
  }

  private static void requireWhole(Tree tree) throws IOException {
    boolean second = Files.exists(tree.path("large"));
    Map<String, String> expected =
        Map.of(
            "same", "content of same",
            "replaced", second ? "new" : "content of replaced",
            "empty", "");
    for (Map.Entry<String, String> file : expected.entrySet()) {
      String content = Files.readString(tree.path(file.getKey()));
      if (!content.equals(file.getValue())) {
        throw new IOException(tree.path(file.getKey()) + " holds " + content);
      }
    }
  }
}
