package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One of many processes that use a cache at once; 0 if nothing went wrong. */
final class CacheMain {
  private CacheMain() {}

  /** {@code CACHE ROUNDS DIRECTORY ensure|collect REFERENCE}. */
  public static void main(String[] arguments) throws IOException {
    CacheOptions cache = CacheOptions.defaults().withDirectory(Path.of(arguments[0]));
    EnsureOptions options = EnsureOptions.of(RegistryOptions.defaults()).withCache(cache);
    Reference reference = Reference.parse(arguments[4]);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      if (arguments[3].equals("collect")) {
        // forgets everything, and deletes whatever no running call uses
        Bundles.load()
            .collect(
                CollectOptions.defaults()
                    .withCache(cache)
                    .withMaxAge(Duration.ZERO)
                    .withGrace(Duration.ZERO));
      } else {
        Tree tree = new Tree(Path.of(arguments[2] + "-" + i));
        Bundles.load().ensure(reference, tree.root(), options);
        requireWhole(tree);
      }
    }
  }

  private static void requireWhole(Tree tree) throws IOException {
    for (String path : List.of("same", "replaced", "empty", "manifest.json")) {
      if (!Files.exists(tree.path(path))) {
        throw new IOException(tree.root() + " lacks " + path);
      }
    }
  }
}
