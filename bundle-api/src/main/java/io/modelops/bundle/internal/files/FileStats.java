package io.modelops.bundle.internal.files;

import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** Asks a file system what it says of a file. A symbolic link is not followed. */
public final class FileStats {
  private FileStats() {}

  /**
   * Asks once.
   *
   * @throws java.nio.file.NoSuchFileException if there is nothing
   */
  public static FileStat of(Path file) throws IOException {
    if (UnixFile.is(file)) {
      return UnixFile.stat(file);
    }
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return of(found, found.lastModifiedTime().to(TimeUnit.NANOSECONDS), 0);
  }

  /**
   * Asks once whether a file is as it was, given that its name leads to the file that it led to
   * then. The size and the time of the last change tell, where the file system keeps the latter.
   *
   * @throws java.nio.file.NoSuchFileException if there is nothing
   */
  public static boolean isStill(Path file, FileStat then) throws IOException {
    return UnixFile.is(file)
        ? UnixFile.has(file, then.size(), then.changed())
        : then.equals(of(file));
  }

  static FileStat of(BasicFileAttributes found, long changed, long inode) {
    Kind kind = Kind.OTHER;
    if (found.isRegularFile()) {
      kind = Kind.FILE;
    } else if (found.isDirectory()) {
      kind = Kind.DIRECTORY;
    } else if (found.isSymbolicLink()) {
      kind = Kind.LINK;
    }
    long modified = found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new FileStat(kind, found.size(), modified, changed, inode);
  }
}
