package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SigningKey;
import io.modelops.bundle.value.TagOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A registry answers all requests of a call but one, whichever it is. The call ends all the same
 * once it is cancelled, what it was to replace is as before, and what it was to make is whole or
 * not there.
 */
@Timeout(120)
class CancelledCallTest {
  private static final RegistryOptions OPTIONS = RegistryOptions.defaults();

  /** In the share, every fifth request. */
  private static final int STEP = Sweeps.areWhole() ? 1 : 5;

  @TempDir Path directory;

  private TestRegistry registry;
  private TestRegistry other;
  private Reference first;
  private Reference bundle;
  private String copies;
  private Tree target;
  private byte[] pushed;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    other = TestRegistry.start();
    first = in(registry, "lab/first");
    Tree project = new Tree(directory.resolve("project")).files("a.csv", "d/b.csv");
    project.write("large.bin", "x".repeat(3 << 20));
    project.bundle().select(List.of()).with(project.all()).manifest().push(first.toString());
    pushed = registry.manifest("lab/first", "v1").orElseThrow();
    target = new Tree(directory.resolve("target")).write("mine.txt", "mine");
  }

  @AfterEach
  void stop() {
    registry.close();
    other.close();
  }

  static Stream<Named<BiConsumer<CancelledCallTest, Bundles>>> calls() {
    return Stream.of(
        Named.of("inspect", (test, bundles) -> bundles.inspect(test.bundle, OPTIONS)),
        Named.of("tags", (test, bundles) -> bundles.tags(test.bundle, OPTIONS)),
        Named.of("tag", (test, bundles) -> bundles.tag(test.bundle, "v2", TagOptions.of(OPTIONS))),
        Named.of("verify", (test, bundles) -> bundles.verify(test.bundle, OPTIONS)),
        Named.of(
            "pull",
            (test, bundles) ->
                bundles.pull(test.bundle, test.target.root(), PullOptions.of(OPTIONS))),
        Named.of("ensure", CancelledCallTest::ensure),
        Named.of("copy from", CancelledCallTest::copyFrom),
        Named.of("copy to", CancelledCallTest::copyTo),
        Named.of(
            "attach",
            (test, bundles) ->
                bundles
                    .referrers(test.bundle, OPTIONS)
                    .attach(Attachment.of("text/csv"), new byte[9])),
        Named.of("sign", CancelledCallTest::sign));
  }

  private void ensure(Bundles bundles) {
    CacheOptions cache = CacheOptions.defaults().withDirectory(directory.resolve("cache"));
    bundles.ensure(bundle, target.root(), EnsureOptions.of(OPTIONS).withCache(cache));
  }

  private void copyFrom(Bundles bundles) {
    bundles.copy(bundle, in(other, copies), CopyOptions.of(OPTIONS));
  }

  private void copyTo(Bundles bundles) {
    bundles.copy(in(other, "lab/first"), in(registry, copies), CopyOptions.of(OPTIONS));
  }

  private static Reference in(TestRegistry registry, String repository) {
    return Reference.parse(registry.host() + "/" + repository + ":v1");
  }

  private void sign(Bundles bundles) {
    bundles.signatures(bundle, OPTIONS).sign(key(), SignOptions.defaults());
  }

  private static SigningKey key() {
    try {
      byte[] der =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      return SigningKey.parse(
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getEncoder().encodeToString(der)
              + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void endsWhereverTheRegistryHangs(BiConsumer<CancelledCallTest, Bundles> call) throws Exception {
    Bundles.load().copy(first, in(other, "lab/first"), CopyOptions.of(OPTIONS));
    int request = 1;
    while (hangs(request, call)) {
      request += STEP;
    }
    assertThat(request).as("requests that got no answer").isGreaterThan(1);
  }

  /** Whether the call made so many requests, and was cancelled then. */
  private boolean hangs(int request, BiConsumer<CancelledCallTest, Bundles> call) throws Exception {
    // others each time, as a call may have begun to write
    String repository = "lab/seir-" + request;
    bundle = in(registry, repository);
    copies = "lab/copy-" + request;
    Bundles.load().copy(first, bundle, CopyOptions.of(OPTIONS));
    Fault fault = registry.on("*", "").nth(request).hold();
    AtomicBoolean cancelled = new AtomicBoolean();
    Bundles bundles = Bundles.load().withCancellation(cancelled::get);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    new Thread(() -> ended.complete(catchThrowable(() -> call.accept(this, bundles)))).start();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    Thread waits =
        new Thread(
            () -> {
              fault.awaitFired();
              asked.complete(null);
            });
    waits.setDaemon(true);
    waits.start();
    CompletableFuture.anyOf(asked, ended).get();
    cancelled.set(true);
    Throwable thrown = ended.get();
    if (fault.fired() == 0) {
      assertThat(thrown).isNull();
      return false;
    }
    assertThat(thrown).isInstanceOf(CancellationException.class);
    assertThat(registry.manifest(repository, "v1")).contains(pushed);
    Stream.of(
            registry.manifest(repository, "v2"),
            registry.manifest(copies, "v1"),
            other.manifest(copies, "v1"))
        .forEach(made -> assertThat(made.orElse(pushed)).isEqualTo(pushed));
    assertThat(target.all())
        .filteredOn(path -> !path.startsWith(".modelops-bundle/"))
        .containsExactly("mine.txt");
    fault.release(); // only now, as the registry does what it was asked even if nobody waits
    return true;
  }
}
