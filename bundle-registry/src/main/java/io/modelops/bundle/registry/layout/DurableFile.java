package io.modelops.bundle.registry.layout;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * A file under a temporary name, which gets its real name when all of it is on the disk, or is
 * removed.
 */
final class DurableFile implements Closeable {
  static final String PREFIX = ".modelops-bundle-";

  private final Path temporary;
  private final FileChannel channel;

  /**
   * @param directory on the file system of the final name
   */
  DurableFile(Path directory) throws IOException {
    temporary = directory.resolve(PREFIX + UUID.randomUUID() + ".tmp");
    channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  }

  void write(byte[] content) throws IOException {
    write(ByteBuffer.wrap(content));
  }

  /**
   * Writes all that remains.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void write(ByteBuffer content) throws IOException {
    try {
      while (content.hasRemaining()) {
        channel.write(content);
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    }
  }

  /** Puts the file in the place of what has that name. */
  void moveTo(Path name) throws IOException {
    try {
      channel.force(true);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    }
    channel.close();
    Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }

  static CancellationException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  /** Makes a directory and those above it, so that they outlast a power failure. */
  static void directories(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null && !Files.isDirectory(directory)) {
      directories(parent);
      Files.createDirectories(directory);
      force(parent);
    }
  }

  /**
   * Makes the names in a directory outlast a power failure. Windows cannot open a directory, and
   * does this by itself.
   */
  static void force(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      } catch (ClosedByInterruptException e) {
        throw interrupted(e);
      }
    }
  }
}
