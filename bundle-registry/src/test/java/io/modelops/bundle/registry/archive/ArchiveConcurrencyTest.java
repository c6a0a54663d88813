package io.modelops.bundle.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes at the same time lose no tag. */
class ArchiveConcurrencyTest {
  private static final int ROUNDS = 10;
  private static final int WRITERS = 4;

  @TempDir Path directory;

  /** Pushes one content under tags that begin with the second argument. */
  public static final class Main {
    private Main() {}

    /** Prints nothing. */
    public static void main(String[] arguments) throws IOException {
      push(new Archives(Path.of(arguments[0])), arguments[1]);
    }
  }

  private static void push(Archives archives, String name) {
    for (int i = 0; i < ROUNDS; i++) {
      archives.manifest().push(archives.reference(name + i));
    }
  }

  @Test
  void amongThreads() throws Exception {
    Archives archives = new Archives(directory);
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String name = "w" + i + "-";
      writers.add(
          () -> {
            push(archives, name);
            return null;
          });
    }

    hasEveryTag(archives, writers);
  }

  @Test
  void amongProcesses() throws Exception {
    Archives archives = new Archives(directory);
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      List<String> command =
          Programs.java(Programs.jdk(), List.of(), Main.class, directory.toString(), "w" + i + "-");
      writers.add(
          () -> {
            Programs.Result ended = Programs.start(Map.of(), command);
            assertThat(ended.status()).as(ended.output()).isZero();
            return null;
          });
    }

    hasEveryTag(archives, writers);
  }

  private static void hasEveryTag(Archives archives, List<Callable<Void>> writers)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Repository repository = archives.open()) {
      assertThat(repository.tags(1000, null)).hasSize(WRITERS * ROUNDS);
    }
    assertThat(Stream.of(archives.beside()).flatMap(List::stream)).containsExactly("bundle.tar");
  }
}
