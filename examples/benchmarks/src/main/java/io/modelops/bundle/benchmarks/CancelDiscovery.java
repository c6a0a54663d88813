package io.modelops.bundle.benchmarks;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Cancels the way from discovery to manifest at points that are spread evenly over its time, and
 * prints how long the work goes on after each. Argument: an empty directory for the projects.
 */
public final class CancelDiscovery {
  private static final int POINTS = 100;
  private static final String BASE =
      "class Base:\n    def simulate(self): ...\n    def parameters(self): ...\n";

  private CancelDiscovery() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    measure("10,000 modules in a chain", chain(directory.resolve("chain"), 10_000));
    measure("8,000 pairs of alias and class", aliases(directory.resolve("aliases"), 8_000));
    measure("100,000 files", files(directory.resolve("files"), 100_000));
  }

  private static Path chain(Path project, int length) throws IOException {
    Files.createDirectories(project);
    for (int i = 0; i < length; i++) {
      Files.writeString(project.resolve("m" + i + ".py"), "from m" + (i + 1) + " import Base\n");
    }
    Files.writeString(project.resolve("m" + length + ".py"), BASE);
    Files.writeString(project.resolve("top.py"), "from m0 import Base\nclass M(Base): ...\n");
    return project;
  }

  private static Path aliases(Path project, int pairs) throws IOException {
    Files.createDirectories(project);
    String source =
        IntStream.rangeClosed(1, pairs)
            .mapToObj(i -> "a%d = a%d\nclass C%d(a%d): ...\n".formatted(i, i - 1, i, i))
            .collect(Collectors.joining("", BASE + "a0 = Base\n", ""));
    Files.writeString(project.resolve("m.py"), source);
    return project;
  }

  /** Every tenth file is a source. */
  private static Path files(Path project, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path file = project.resolve("d" + i / 1000 + "/f" + i + (i % 10 == 0 ? ".py" : ".csv"));
      Files.createDirectories(file.getParent());
      Files.writeString(file, i % 10 == 0 ? BASE : "1,2\n");
    }
    return project;
  }

  private static void measure(String what, Path project) throws Exception {
    long whole = 0;
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      long start = System.nanoTime();
      start(project).join();
      whole = System.nanoTime() - start;
    }
    long[] after = new long[POINTS];
    for (int i = 0; i < POINTS; i++) {
      Task<?> task = start(project);
      Thread.sleep(whole * i / POINTS / 1_000_000);
      long cancelled = System.nanoTime();
      task.cancel(false);
      task.stopped().toCompletableFuture().join();
      after[i] = System.nanoTime() - cancelled;
    }
    List<Long> sorted = LongStream.of(after).sorted().boxed().toList();
    System.out.printf(
        "%s: %d ms; stopped after %.1f ms (median), %.1f ms (longest of %d)%n",
        what,
        whole / 1_000_000,
        sorted.get(POINTS / 2) / 1e6,
        sorted.get(POINTS - 1) / 1e6,
        POINTS);
  }

  private static Task<?> start(Path project) {
    return Bundle.open(project)
        .async(
            task -> new Thread(task, "discovery").start(), b -> b.discover().select().manifest());
  }
}
