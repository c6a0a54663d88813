package io.modelops.bundle.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Selection;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgressAndCancellationTest {
  private static final int FILES = 40;

  @TempDir Path directory;
  private final List<String> paths = new ArrayList<>();
  private Project project = new Project(Path.of(""));

  @BeforeEach
  void makeProject() {
    project = new Project(directory);
    for (int i = 0; i < FILES; i++) {
      paths.add("f" + i);
      project.file("f" + i, new byte[i == 0 ? 0 : 1_000]);
    }
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("modelops-bundle"));
  }

  @Test
  void progressFollowsTheGrammarWithTotalsFirst() {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    AtomicLong bytes = new AtomicLong();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long total) {
            events.add("started " + phase + " " + items + " " + total);
          }

          @Override
          public void advanced(Phase phase, String item, long count) {
            bytes.addAndGet(count);
          }

          @Override
          public void finished(Phase phase, String item, Outcome outcome) {
            events.add(item + " " + outcome);
          }

          @Override
          public void completed(Phase phase) {
            events.add("completed " + phase);
          }
        };
    selection(project.bundle().withProgress(listener)).manifest();
    assertThat(events)
        .hasSize(FILES + 2)
        .startsWith("started HASH 40 39000")
        .endsWith("completed HASH");
    assertThat(events.subList(1, FILES + 1))
        .containsExactlyInAnyOrderElementsOf(paths.stream().map(path -> path + " DONE").toList());
    assertThat(bytes).hasValue(39_000);
  }

  @Test
  void listenerThatThrowsDoesNotDisturbTheHashing() {
    AtomicInteger calls = new AtomicInteger();
    ProgressListener faulty =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            fail();
          }

          @Override
          public void advanced(Phase phase, String item, long bytes) {
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
        };
    Manifest manifest = selection(project.bundle().withProgress(faulty)).manifest();
    assertThat(manifest.digest()).isEqualTo(selection(project.bundle()).manifest().digest());
    assertThat(calls).hasValueGreaterThan(2 * FILES);
  }

  @Test
  void cancellationFromAListenerReachesTheCallerAsItIs() {
    CancellationException mine = new CancellationException("mine");
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void finished(Phase phase, String item, Outcome outcome) {
            throw mine;
          }
        };
    Selection selection = selection(project.bundle().withProgress(listener));
    assertThatThrownBy(selection::manifest).isSameAs(mine);
  }

  @Test
  void tokenStopsTheWorkBeforeTheNextFile() {
    AtomicInteger asked = new AtomicInteger();
    Cancellation token = () -> asked.incrementAndGet() > 60;
    Selection selection = selection(project.bundle().withCancellation(token));
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(selection::manifest)
        .withNoCause()
        .withMessage("stopped by the caller");
  }

  @Test
  void tokenIsAskedForEveryFileWhenTheDocumentIsWrittenAndWhenItIsRead() {
    AtomicBoolean hashed = new AtomicBoolean();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void completed(Phase phase) {
            hashed.set(true);
          }
        };
    AtomicInteger asked = new AtomicInteger();
    Bundle bundle =
        project
            .bundle()
            .withProgress(listener)
            .withCancellation(() -> hashed.get() && asked.incrementAndGet() < 0);
    Manifest manifest = selection(bundle).manifest();
    assertThat(asked).hasValueGreaterThanOrEqualTo(2 * FILES);
    hashed.set(false);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(selection(bundle.withCancellation(hashed::get))::manifest);
    assertThat(manifest.digest()).isEqualTo(selection(project.bundle()).manifest().digest());
  }

  @Test
  void exceptionOfTheTokenReachesTheCallerAsItIs() {
    IllegalStateException mine = new IllegalStateException("mine");
    Cancellation token =
        () -> {
          throw mine;
        };
    Selection selection = selection(project.bundle().withCancellation(token));
    assertThatThrownBy(selection::manifest).isSameAs(mine);
  }

  @Test
  void tokenIsAskedAtLeastOncePerMebibyte() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(project.path("f0").toFile(), "rw")) {
      file.setLength(8 << 20);
    }
    AtomicInteger asked = new AtomicInteger();
    project
        .bundle()
        .withCancellation(() -> asked.incrementAndGet() < 0)
        .select(List.of())
        .with(List.of("f0"))
        .manifest();
    assertThat(asked).hasValueGreaterThanOrEqualTo(8);
  }

  @Test
  void cancellingTheFutureStopsTheWork() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean stopped = new AtomicBoolean();
    ProgressListener slow =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long bytes) {
            begun.countDown();
            sleep(20);
          }

          @Override
          public void completed(Phase phase) {
            stopped.set(true);
          }
        };
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Manifest> future =
          selection(project.bundle().withProgress(slow)).async(one, Selection::manifest);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      future.cancel(false);
    } finally {
      one.shutdown();
    }
    assertThat(one.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(stopped).isFalse();
  }

  @Test
  void interruptOfTheCallerCancelsTheHashingAndIsKept() {
    ProgressListener interrupter =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            Thread.currentThread().interrupt();
          }
        };
    Selection selection = selection(project.bundle().withProgress(interrupter));
    try {
      assertThatThrownBy(selection::manifest).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** The file is closed under the read, which is no fault of the file. */
  @Test
  void interruptWhileAFileIsReadCancelsAndIsKept() throws IOException {
    project.file("large.bin", "x".repeat(1 << 20));
    ProgressListener interrupter =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long bytes) {
            if (item.equals("large.bin")) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Selection selection =
        project.bundle().withProgress(interrupter).select(List.of()).with(List.of("large.bin"));
    try {
      assertThatThrownBy(selection::manifest).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private Selection selection(io.modelops.bundle.Bundle bundle) {
    return bundle.select(List.of()).with(paths);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
