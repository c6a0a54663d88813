package io.modelops.bundle.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** An open directory, whose entries are reached by their names in it. */
interface OpenDirectory extends Closeable {
  /** Opens a directory, by handle where the system can. */
  @SuppressWarnings("StreamResourceLeak") // closed with the directory
  static OpenDirectory of(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new ByHandle(secure);
    }
    stream.close();
    return new ByPath(path);
  }

  /**
   * Opens a directory in this one.
   *
   * @throws java.nio.file.NoSuchFileException if there is nothing
   * @throws IrregularFileException if it is a symbolic link, or no directory
   */
  OpenDirectory child(Path name) throws IOException;

  /** What is there. A link is not followed. */
  BasicFileAttributes attributes(Path name) throws IOException;

  /** Opens a file at its first byte. A link is not followed. */
  InputStream open(Path name) throws IOException;

  /**
   * Moves a file or directory into this one. Replaces a file, but not a directory with content.
   *
   * @throws AtomicMoveNotSupportedException if it is on another file system
   */
  void move(Path from, Path name) throws IOException;

  void deleteFile(Path name) throws IOException;

  /**
   * Deletes an empty directory.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if it is not
   */
  void deleteDirectory(Path name) throws IOException;

  /** Whatever is put in the place of a directory once it is open, it stays the same one. */
  record ByHandle(SecureDirectoryStream<Path> stream) implements OpenDirectory {
    @Override
    public OpenDirectory child(Path name) throws IOException {
      BasicFileAttributes found = attributes(name);
      if (!found.isDirectory()) {
        throw new IrregularFileException(name.toString(), found.isSymbolicLink());
      }
      return new ByHandle(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public BasicFileAttributes attributes(Path name) throws IOException {
      return stream
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
    }

    @Override
    public InputStream open(Path name) throws IOException {
      return Channels.newInputStream(
          stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    @Override
    public void move(Path from, Path name) throws IOException {
      stream.move(from.toAbsolutePath(), stream, name);
    }

    @Override
    public void deleteFile(Path name) throws IOException {
      stream.deleteFile(name);
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
      stream.deleteDirectory(name);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** Where directories cannot be opened by handle: what is put in the way later is not noticed. */
  record ByPath(Path path) implements OpenDirectory {
    @Override
    public OpenDirectory child(Path name) throws IOException {
      BasicFileAttributes found = attributes(name);
      if (!found.isDirectory()) {
        throw new IrregularFileException(name.toString(), found.isSymbolicLink());
      }
      return new ByPath(path.resolve(name));
    }

    @Override
    public BasicFileAttributes attributes(Path name) throws IOException {
      return Files.readAttributes(
          path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public InputStream open(Path name) throws IOException {
      return RegularFiles.open(path.resolve(name));
    }

    @Override
    public void move(Path from, Path name) throws IOException {
      Files.move(
          from,
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void deleteFile(Path name) throws IOException {
      Files.delete(path.resolve(name));
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
      Files.delete(path.resolve(name));
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
