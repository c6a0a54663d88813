package io.modelops.bundle.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Help for those who write files: a crash or power failure leaves the old file or the new one. Only
 * a killed process leaves a {@link TemporaryFile} behind, and the next who replaces a file there
 * removes it.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Replaces a file, or makes one. Keeps the permissions of a file that it replaces. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, parent(file));
  }

  /**
   * Replaces a file, or makes one.
   *
   * @param scratch for the temporary file: a directory on the same file system
   */
  public static void write(Path file, byte[] content, Path scratch) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.in(scratch)) {
      temporary.fill(content, file);
      temporary.moveTo(file);
    }
    force(parent(file));
    TemporaryFile.removeLeftovers(scratch);
  }

  /**
   * Makes a file that must not be there yet: of several processes that try at the same time, one
   * does. (A file system without hard links does not decide this; there, callers need a lock.)
   *
   * @param scratch for the temporary file: a directory on the same file system
   * @throws FileAlreadyExistsException if there is a file, of whatever kind
   */
  public static void create(Path file, byte[] content, Path scratch) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.in(scratch)) {
      temporary.fill(content, file);
      link(temporary.path(), file);
    }
    force(parent(file));
  }

  private static void link(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(temporary, file);
    }
  }

  private static Path parent(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("it is a root directory");
    }
    return directory;
  }

  /**
   * Makes the names in a directory durable. Windows cannot open a directory, and makes renames
   * durable by itself. A file system that is no disk has nothing to make durable.
   */
  public static void force(Path directory) throws IOException {
    FileSystem system = directory.getFileSystem();
    if (system.equals(FileSystems.getDefault())
        && system.supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
