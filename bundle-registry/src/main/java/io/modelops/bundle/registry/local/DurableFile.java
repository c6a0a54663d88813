package io.modelops.bundle.registry.local;

import io.modelops.bundle.internal.files.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/**
 * A temporary file beside what it will replace. An interrupted write throws CancellationException.
 */
public final class DurableFile implements Closeable {
  private final TemporaryFile file;

  /**
   * @param directory a directory on the file system of the final name
   */
  public DurableFile(Path directory) throws IOException {
    file = TemporaryFile.in(directory);
  }

  public void write(byte[] content) throws IOException {
    write(ByteBuffer.wrap(content));
  }

  /**
   * Writes all that remains.
   *
   * @throws CancellationException if the thread is interrupted
   */
  public void write(ByteBuffer content) throws IOException {
    try {
      file.write(content);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    }
  }

  /** Moves the file to a name and replaces the file that has it. */
  public void moveTo(Path name) throws IOException {
    try {
      file.moveTo(name);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    }
  }

  /** As {@link #moveTo}, and the file that had the name passes its permissions on. */
  public void replace(Path name) throws IOException {
    file.permitLike(name);
    moveTo(name);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  public static CancellationException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  /** Creates a directory and its parents, which then survive a power failure. */
  public static void directories(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null && !Files.isDirectory(directory)) {
      directories(parent);
      Files.createDirectories(directory);
      force(parent);
    }
  }

  /**
   * Makes the names in a directory survive a power failure. Windows does this without help and
   * cannot open a directory.
   */
  public static void force(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      } catch (ClosedByInterruptException e) {
        throw interrupted(e);
      }
    }
  }
}
