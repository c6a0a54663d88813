package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes at the same time lose no tag. */
class LayoutConcurrencyTest {
  private static final int ROUNDS = 20;

  @TempDir Path directory;

  /** Pushes one content under tags that begin with the second argument. */
  public static final class Main {
    private Main() {}

    /** Prints nothing. */
    public static void main(String[] arguments) throws IOException {
      LayoutProject project = new LayoutProject(Path.of(arguments[0])).existing("models/seir.py");
      for (int i = 0; i < ROUNDS; i++) {
        project.manifest().push(project.reference(arguments[1] + i));
      }
    }
  }

  @Test
  void amongThreads() throws Exception {
    LayoutProject project = new LayoutProject(directory).file("a/x", "x");
    CyclicBarrier together = new CyclicBarrier(2);
    for (int i = 0; i < ROUNDS; i++) {
      String round = Integer.toString(i);
      inParallel(
          List.of(
              () -> {
                together.await();
                return project.manifest().push(project.reference("a" + round));
              },
              () -> {
                together.await();
                return project.manifest().push(project.reference("b" + round));
              }));
    }
    hasAllTags(project);
  }

  @Test
  void amongProcesses() throws Exception {
    LayoutProject project =
        new LayoutProject(directory).file("models/seir.py", "class SEIR: ...\n");
    List<Callable<Object>> processes = new ArrayList<>();
    for (String prefix : List.of("a", "b")) {
      processes.add(
          () ->
              Programs.start(
                  Map.of(),
                  Programs.java(
                      Programs.jdk(), List.of(), Main.class, directory.toString(), prefix)));
    }
    for (Object result : inParallel(processes)) {
      assertThat(result).isEqualTo(new Programs.Result(0, ""));
    }
    hasAllTags(project);
  }

  private static List<Object> inParallel(List<Callable<Object>> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(work.size());
    try {
      List<Object> results = new ArrayList<>();
      for (Future<Object> result : executor.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private static void hasAllTags(LayoutProject project) throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(project.index())
          .contains("ref.name\":\"a" + i + "\"", "ref.name\":\"b" + i + "\"");
    }
    project.isSound();
  }
}
