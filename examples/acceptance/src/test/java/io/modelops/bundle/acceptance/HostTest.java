package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host that interrupts, and one whose listener throws. */
@Timeout(60)
class HostTest {
  @TempDir Path root;

  private Tree tree;

  @BeforeEach
  void makeProject() {
    tree = new Tree(root).files("a.csv", "b.csv").write("pyproject.toml", "# mine\n");
    tree.write("m.py", "class M:\n  def simulate(self): ...\n  def parameters(self): ...\n");
    tree.bundle()
        .initialize(InitializeOptions.defaults().withRegistry(Reference.parse("oci:build:v1")));
    tree.bundle().workspace().add(List.of("a.csv"));
  }

  /** Of each command, all but the last step. */
  static Stream<Named<Function<Bundle, Runnable>>> writers() {
    return Stream.of(
        Named.of(
            "init",
            b ->
                () ->
                    b.initialize(
                        InitializeOptions.defaults()
                            .withRegistry(Reference.parse("localhost:5555/other"))
                            .withTemplate())),
        Named.of("add", b -> () -> b.workspace().add(List.of("b.csv"))),
        Named.of("remove", b -> () -> b.workspace().remove(List.of("a.csv"))),
        Named.of("save", b -> save(b.discover())),
        Named.of("manifest", b -> b.discover().select().manifest()::write),
        Named.of("push", b -> push(b, b.discover().select().manifest())));
  }

  private static Runnable save(Discovery discovery) {
    return () -> discovery.save(discovery.models());
  }

  private static Runnable push(Bundle bundle, Manifest manifest) {
    Reference target = bundle.workspace().reference().orElseThrow();
    RegistryOptions options = RegistryOptions.defaults();
    return () -> bundle.workspace().push(manifest, target, PushOptions.of(options));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writers")
  void interruptCancelsAndLeavesEverythingAsItWas(Function<Bundle, Runnable> writer) {
    Map<String, String> before = contents();
    Runnable step = writer.apply(tree.bundle());
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(CancellationException.class).isThrownBy(step::run);
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }
    assertThat(contents()).isEqualTo(before);
    step.run();
    assertThat(contents()).isNotEqualTo(before);
  }

  @Test
  void relativeDirectoryIsResolvedWhenTheBundleIsOpened() {
    String working = System.getProperty("user.dir");
    Bundle bundle = Bundle.open(Path.of(working).relativize(root));
    System.setProperty("user.dir", root.resolve("elsewhere").toString());
    try {
      assertThat(bundle.directory()).isEqualTo(root);
      assertThat(bundle.workspace().status().untracked()).contains("b.csv");
      push(bundle, bundle.discover().select().manifest()).run();
    } finally {
      System.setProperty("user.dir", working);
    }
    assertThat(tree.path("build/index.json")).exists();
  }

  @Test
  void listenerThatThrowsChangesNoResult() {
    AtomicInteger calls = new AtomicInteger();
    Bundle bundle = tree.bundle().withProgress(new Faulty(calls));
    assertThat(bundle.discover().models()).hasSize(1);
    int discovered = calls.get();
    Manifest manifest = bundle.discover().select().manifest();
    assertThat(manifest.bytes()).isEqualTo(tree.bundle().discover().select().manifest().bytes());
    int hashed = calls.get();
    push(bundle, manifest).run();
    int pushed = calls.get();
    assertThat(bundle.workspace().status(RegistryOptions.defaults()).remote().state())
        .isEqualTo(RemoteState.IN_SYNC);
    assertThat(List.of(0, discovered, hashed, pushed, calls.get())).doesNotHaveDuplicates();
  }

  /** Counts the calls and throws at each. */
  private record Faulty(AtomicInteger calls) implements ProgressListener {
    @Override
    public void started(Phase phase, long items, long bytes) {
      fail();
    }

    @Override
    public void advanced(Phase phase, String item, long bytes) {
      fail();
    }

    @Override
    public void restarted(Phase phase, String item, long bytes) {
      fail();
    }

    @Override
    public void finished(Phase phase, String item, Outcome outcome) {
      fail();
    }

    @Override
    public void completed(Phase phase) {
      fail();
    }

    private void fail() {
      calls.incrementAndGet();
      throw new IllegalStateException("the listener's own matter");
    }
  }

  /** Without the lock, in which the last process that had it writes its number. */
  private Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (String path : tree.all()) {
      if (!path.endsWith("/lock")) {
        try {
          contents.put(path, Files.readString(tree.path(path)));
        } catch (IOException e) {
          throw new AssertionError(path, e);
        }
      }
    }
    return contents;
  }
}
