package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.TestRegistry;
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
 * once it is cancelled, and what it was to replace is as before.
 */
@Timeout(120)
class CancelledCallTest {
  private static final RegistryOptions OPTIONS = RegistryOptions.defaults();

  @TempDir Path directory;

  private TestRegistry registry;
  private TestRegistry other;
  private Reference bundle;
  private Tree target;
  private byte[] pushed;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    other = TestRegistry.start();
    bundle = Reference.parse(registry.host() + "/lab/seir:v1");
    Tree project = new Tree(directory.resolve("project")).files("a.csv", "d/b.csv");
    project.write("large.bin", "x".repeat(3 << 20));
    project.bundle().select(List.of()).with(project.all()).manifest().push(bundle.toString());
    pushed = registry.manifest("lab/seir", "v1").orElseThrow();
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
    bundles.copy(bundle, Reference.parse(other.host() + "/lab/copy:v1"), CopyOptions.of(OPTIONS));
  }

  private void copyTo(Bundles bundles) {
    Reference from = Reference.parse(other.host() + "/lab/seir:v1");
    bundles.copy(from, Reference.parse(registry.host() + "/lab/copy:v1"), CopyOptions.of(OPTIONS));
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
  void endsWhereverTheRegistryHangs(BiConsumer<CancelledCallTest, Bundles> call) {
    Bundles.load()
        .copy(bundle, Reference.parse(other.host() + "/lab/seir:v1"), CopyOptions.of(OPTIONS));
    int hung = 0;
    while (hangs(hung + 1, call)) {
      hung++;
    }
    assertThat(hung).as("requests that got no answer").isPositive();
  }

  /** Whether the call made so many requests, and was cancelled then. */
  private boolean hangs(int request, BiConsumer<CancelledCallTest, Bundles> call) {
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
    CompletableFuture.anyOf(asked, ended).join();
    cancelled.set(true);
    Throwable thrown = ended.join();
    fault.release();
    if (fault.fired() == 0) {
      assertThat(thrown).isNull();
      return false;
    }
    assertThat(thrown).isInstanceOf(CancellationException.class);
    assertThat(registry.manifest("lab/seir", "v1")).contains(pushed);
    assertThat(registry.tags("lab/seir")).doesNotContain("v2");
    assertThat(registry.tags("lab/copy")).isEmpty();
    assertThat(other.tags("lab/copy")).isEmpty();
    assertThat(target.all())
        .filteredOn(path -> !path.startsWith(".modelops-bundle/"))
        .containsExactly("mine.txt");
    return true;
  }
}
