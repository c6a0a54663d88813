package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Selection;
import io.modelops.bundle.Task;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every stage: who stops it, who watches it, and what it depends on. */
class StagesTest {
  private static final String MODEL =
      "import helper\nclass M:\n  def simulate(self): ...\n  def parameters(self): ...\n";

  @TempDir Path root;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private Tree tree;

  @BeforeEach
  void writeProject() {
    tree = new Tree(root).write("m.py", MODEL).write("helper.py", "X = 1\n").write("n.py", "");
  }

  @AfterEach
  void stopExecutor() {
    executor.shutdownNow();
  }

  @Test
  void anEditBetweenDiscoverAndManifestIsRefused() {
    Discovery discovery = tree.bundle().discover();
    tree.write("helper.py", "X = 2\n"); // of the same size
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> discovery.select(m -> true).manifest())
        .satisfies(e -> assertThat(e.code()).isEqualTo("source-changed"))
        .satisfies(e -> assertThat(e.file()).isEqualTo("helper.py"));
    assertThat(tree.bundle().discover().select(m -> true).manifest().content().files())
        .containsOnlyKeys("helper.py", "m.py");
  }

  @Test
  void anEditOfASourceThatIsNotSelectedDoesNotMatter() {
    Selection selection = tree.bundle().discover().select(m -> true);
    tree.write("n.py", "Y = 1\n");
    assertThat(selection.manifest().content().files()).containsOnlyKeys("helper.py", "m.py");
  }

  @Test
  void inputsNameWhatWasReadAndWhatWasLookedFor() {
    tree.write(".modelopsignore", "*.log\n").write("data.csv", "1").write("no.log", "");
    Discovery discovery = tree.bundle().discover();
    assertThat(discovery.inputs())
        .containsExactly(".modelopsignore", "helper.py", "m.py", "n.py", "pyproject.toml");
    assertThat(discovery.select().inputs()).contains("manifest.json");
    assertThat(discovery.select(m -> true).with(List.of("data.csv")).manifest().inputs())
        .containsExactly(
            ".modelopsignore", "data.csv", "helper.py", "m.py", "n.py", "pyproject.toml");
  }

  @Test
  void theManifestOnDiskIsPushedAsItIs(@TempDir Path layout) {
    Manifest written = tree.bundle().discover().select(m -> true).manifest();
    written.write();
    tree.write("n.py", "class N:\n  def simulate(self): ...\n  def parameters(self): ...\n");

    Manifest opened = tree.bundle().manifest();

    assertThat(opened.bytes()).isEqualTo(written.bytes());
    assertThat(opened.push("oci:" + layout.resolve("a")).bundleDigest())
        .isEqualTo(written.digest());
    tree.write("helper.py", "X = 2\n");
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> opened.push("oci:" + layout.resolve("b")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("file-changed"));
  }

  @Test
  void aKeptStageAsksItsNewTokenOnly() {
    AtomicBoolean yesterday = new AtomicBoolean();
    Discovery kept = tree.bundle().withCancellation(yesterday::get).discover();
    yesterday.set(true);
    Selection today = kept.withCancellation(Cancellation.NONE).select(m -> true);
    assertThat(today.manifest().content().files()).hasSize(2);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> kept.select(m -> true).manifest());
  }

  @Test
  void resultsOfATaskGoOnAfterItIsDone() {
    Task<Discovery> task = tree.bundle().async(executor, Bundle::discover);
    Selection selection = task.join().select(m -> true);
    assertThat(selection.async(executor, Selection::manifest).join().content().files()).hasSize(2);
  }

  @Test
  void aCancelledTaskTellsWhenTheWorkHasStopped() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    ProgressListener waiting =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            begun.countDown();
            try {
              mayGoOn.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    Task<Discovery> task = tree.bundle().withProgress(waiting).async(executor, Bundle::discover);
    begun.await();
    CountDownLatch stopped = new CountDownLatch(1);
    task.stopped().thenRun(stopped::countDown);

    task.cancel(true);

    assertThat(task).isCancelled();
    assertThat(stopped.getCount()).isOne();
    mayGoOn.countDown();
    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClosedExecutorFailsTheTask() {
    executor.shutdown();
    Task<Discovery> task = tree.bundle().async(executor, Bundle::discover);
    assertThatExceptionOfType(CompletionException.class).isThrownBy(task::join);
    assertThat(task.stopped().toCompletableFuture()).isDone();
  }
}
