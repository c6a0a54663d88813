package io.modelops.bundle.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A file that has not got its name yet; its own begins with {@link #PREFIX}. Its writer holds a
 * lock on it, which ends with the process: by that others tell it from what a killed one left.
 * Where locks do not hold, a file may be taken for such; then its writer fails, and the old file
 * stays.
 */
public final class TemporaryFile implements Closeable {
  public static final String PREFIX = ".modelops-tmp-";

  private static final int CHUNK = 1 << 17;

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** On POSIX, closing any handle of a file ends the locks of the process: ours are not opened. */
  private static final String OURS = PREFIX + process() + "-";

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileAttribute<?>... attributes) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, NEW, attributes);
  }

  /** No other one's, even where each container's first process has the number 1. */
  private static String process() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start;
  }

  /**
   * Makes an empty one.
   *
   * @param directory on the file system of the final name
   */
  public static TemporaryFile in(Path directory) throws IOException {
    return with(directory);
  }

  /**
   * Makes an empty one that nobody but its owner could ever open, where the file system knows of
   * permissions.
   */
  public static TemporaryFile secretIn(Path directory) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix ? with(directory, OWNER_ONLY) : with(directory);
  }

  private static TemporaryFile with(Path directory, FileAttribute<?>... attributes)
      throws IOException {
    while (true) {
      Path name = directory.resolve(OURS + UUID.randomUUID());
      TemporaryFile file = new TemporaryFile(name, attributes);
      if (file.isOurs()) {
        return file;
      }
      file.close();
    }
  }

  /** Another process may have been faster, and have taken it for a leftover. */
  private boolean isOurs() {
    try {
      return channel.tryLock() != null && Files.exists(path);
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true; // a file system without locks; nobody can take it for a leftover there
    }
  }

  Path path() {
    return path;
  }

  /** For those who write it in no order, or read it. It is closed with the file. */
  public FileChannel channel() {
    return channel;
  }

  /** Writes all that remains. */
  public void write(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  /**
   * Writes all of it, to the disk.
   *
   * @param like has the permissions that it gets, if it exists
   */
  void fill(byte[] content, Path like) throws IOException {
    permitLike(like);
    write(ByteBuffer.wrap(content));
    channel.force(true);
  }

  /** Writes all that a stream gives, to the disk. */
  public void fill(InputStream content) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int n; (n = content.read(chunk)) >= 0; ) {
      write(ByteBuffer.wrap(chunk, 0, n));
    }
    channel.force(true);
  }

  /** Gives it its name, in the place of what has it, once all of it is on the disk. */
  public void moveTo(Path name) throws IOException {
    channel.force(true);
    Files.move(path, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives it the owner of another file, if that exists and this process may do so. */
  public void ownLike(Path other) {
    try {
      if (!Files.getOwner(path).equals(Files.getOwner(other))) {
        Path unused = Files.setOwner(path, Files.getOwner(other));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // it stays the file of who writes it
    }
  }

  /** Gives it the permissions of another file, if that exists. */
  public void permitLike(Path other) throws IOException {
    copyPermissions(other, path);
  }

  static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null) {
      try {
        view.setPermissions(Files.getPosixFilePermissions(from));
      } catch (NoSuchFileException e) {
        // a new file has the permissions that the process gives to new files
      }
    }
  }

  /** Removes it, unless it has got its name. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  /**
   * Removes what killed writers left in a directory, as far as that can be done. One thread at a
   * time: the handle of another would end the lock under which a file is removed.
   */
  public static synchronized void removeLeftovers(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
      files.forEach(TemporaryFile::removeIfLeft);
    } catch (IOException | DirectoryIteratorException e) {
      // the next writer may
    }
  }

  private static void removeIfLeft(Path file) {
    boolean ours = String.valueOf(file.getFileName()).startsWith(OURS);
    if (ours || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException | IOException e) {
      // in use, or not ours to remove
    }
  }
}
