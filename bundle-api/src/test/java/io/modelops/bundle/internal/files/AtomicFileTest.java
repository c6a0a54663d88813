package io.modelops.bundle.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final int WRITERS = 4;
  private static final int WRITES = 100;

  @TempDir Path directory;

  @Test
  void whatAKilledWriterLeftIsRemovedByTheNext() throws IOException {
    Path left = Files.writeString(directory.resolve(TemporaryFile.PREFIX + "1"), "half");
    Path other = Files.writeString(directory.resolve("modelops-tmp-1"), "whole");

    AtomicFile.write(directory.resolve("file"), new byte[] {1});

    assertThat(directory).isDirectoryContaining(other::equals);
    assertThat(left).doesNotExist();
  }

  @Test
  void whatSomebodyIsWritingIsNotRemoved() throws IOException {
    Path busy = Files.writeString(directory.resolve(TemporaryFile.PREFIX + "1"), "half");
    try (FileChannel channel = FileChannel.open(busy, StandardOpenOption.WRITE)) {
      channel.lock();
      AtomicFile.write(directory.resolve("file"), new byte[] {1});
    }

    assertThat(busy).hasContent("half");
  }

  @Test
  void directoriesAndLinksWithSuchANameStay() throws IOException {
    Path file = Files.writeString(directory.resolve("target"), "precious");
    Path link =
        Files.createSymbolicLink(directory.resolve(TemporaryFile.PREFIX + "1"), file.getFileName());
    Path folder = Files.createDirectory(directory.resolve(TemporaryFile.PREFIX + "2"));

    AtomicFile.write(directory.resolve("file"), new byte[] {1});

    assertThat(link).isSymbolicLink();
    assertThat(folder).isDirectory();
    assertThat(file).hasContent("precious");
  }

  @Test
  void writersInOneDirectoryLeaveEachOtherAlone() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Path file = directory.resolve("file" + i);
        all.add(pool.submit(() -> write(file)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }

    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(WRITERS);
    }
  }

  @Test
  void interruptedWriterLeavesNothing() throws IOException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> AtomicFile.write(directory.resolve("file"), new byte[] {1}))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(directory).isEmptyDirectory();
  }

  private static Void write(Path file) throws IOException {
    for (int i = 0; i < WRITES; i++) {
      AtomicFile.write(file, new byte[] {(byte) i});
    }
    return null;
  }
}
