package io.modelops.bundle.internal.files;

import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The regular files below a directory, reached without a symbolic link on the way. */
public final class RegularFiles {
  private RegularFiles() {}

  /**
   * What the file system says of a file.
   *
   * @param path relative to the root
   * @throws NoSuchFileException if there is nothing
   * @throws IrregularFileException if it is something else, or behind a link
   */
  public static FileStat stat(Path root, Path path) throws IOException {
    Path file = root;
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      file = file.resolve(path.getName(i));
      BasicFileAttributes directory =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (directory.isSymbolicLink()) {
        throw new IrregularFileException(path.toString(), true);
      }
      if (!directory.isDirectory()) {
        throw new NoSuchFileException(path.toString()); // what the system says here differs by JDK
      }
    }
    FileStat stat = FileStats.of(root.resolve(path));
    if (!stat.isFile()) {
      throw new IrregularFileException(path.toString(), stat.kind() == FileStat.Kind.LINK);
    }
    return stat;
  }

  /**
   * Opens a file at its first byte. What is no regular file is not opened, as a pipe would wait for
   * its writer.
   */
  public static InputStream open(Path root, Path path) throws IOException {
    FileStat unused = stat(root, path);
    return open(root.resolve(path));
  }

  /** Opens a file at its first byte, but does not follow a symbolic link. */
  public static InputStream open(Path file) throws IOException {
    try {
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      return Files.newInputStream(file); // a file system without links, such as that of a zip file
    }
  }
}
