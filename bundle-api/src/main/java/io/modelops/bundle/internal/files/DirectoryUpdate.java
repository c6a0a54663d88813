package io.modelops.bundle.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts files into a directory and takes files out of it, each as a whole. No symbolic link is
 * followed on the way to a file, also none that is put there meanwhile, where the system can open
 * directories by handle. For one thread.
 */
public final class DirectoryUpdate implements Closeable {
  private final Path root;
  private final Path scratch;
  private final Deque<Opened> open = new ArrayDeque<>();
  private final Set<Path> changed = new LinkedHashSet<>();

  private record Opened(Path path, OpenDirectory directory) {}

  /**
   * Opens a directory.
   *
   * @param scratch for temporary files: a directory on the same file system
   */
  public DirectoryUpdate(Path root, Path scratch) throws IOException {
    this.root = root;
    this.scratch = scratch;
    open.push(new Opened(root, OpenDirectory.of(root)));
  }

  /**
   * Moves a file to its place, in that of a file that has the name, whose permissions it keeps.
   * Makes directories that are not there.
   *
   * @param from below the scratch directory, on the disk
   * @param path relative to the directory
   */
  public void replace(Path from, String path) throws IOException {
    Path file = root.resolve(path);
    OpenDirectory parent = parent(file, true);
    Path name = name(file);
    requireFileOrNothing(parent, name, path);
    TemporaryFile.copyPermissions(file, from);
    changed.add(open.element().path);
    try {
      parent.move(from, name);
    } catch (AtomicMoveNotSupportedException e) {
      copyThenMove(from, file, parent, name);
    }
  }

  /** As {@link #replace}, but with a copy. */
  public void copy(Path from, String path) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        TemporaryFile copy = TemporaryFile.in(scratch)) {
      copy.fill(in);
      replace(copy.path(), path);
    }
  }

  /** Within the directory another file system may be mounted. */
  private static void copyThenMove(Path from, Path file, OpenDirectory parent, Path name)
      throws IOException {
    Path directory = file.resolveSibling(".").normalize();
    try (TemporaryFile copy = TemporaryFile.in(directory);
        InputStream in = Files.newInputStream(from)) {
      copy.fill(in);
      parent.move(copy.path(), name);
    }
    Files.delete(from);
  }

  private static void requireFileOrNothing(OpenDirectory parent, Path name, String path)
      throws IOException {
    try {
      BasicFileAttributes found = parent.attributes(name);
      if (!found.isRegularFile()) {
        throw new IrregularFileException(path, found.isSymbolicLink());
      }
    } catch (NoSuchFileException e) {
      // it gets its place
    }
  }

  /**
   * Opens a file at its first byte.
   *
   * @throws NoSuchFileException if there is none
   */
  public InputStream open(String path) throws IOException {
    Path file = root.resolve(path);
    return parent(file, false).open(name(file));
  }

  /** Deletes a file, and the directories that are empty then. One that is gone is no failure. */
  public void delete(String path) throws IOException {
    Path file = root.resolve(path);
    try {
      parent(file, false).deleteFile(name(file));
    } catch (NoSuchFileException e) {
      return;
    }
    deleteEmptyParents();
    changed.add(open.element().path);
  }

  private void deleteEmptyParents() throws IOException {
    while (open.size() > 1) {
      Opened left = open.pop();
      left.directory.close();
      try {
        open.element().directory.deleteDirectory(name(left.path));
      } catch (FileSystemException e) {
        return; // not empty, in use, or not ours to delete
      }
    }
  }

  /** The opened directory of a file. */
  private OpenDirectory parent(Path file, boolean make) throws IOException {
    while (!file.startsWith(open.element().path) || file.equals(open.element().path)) {
      open.pop().directory.close();
    }
    Path here = open.element().path;
    Path rest = here.relativize(file);
    for (int i = 0; i < rest.getNameCount() - 1; i++) {
      Opened above = open.element();
      Path name = rest.getName(i);
      open.push(new Opened(above.path.resolve(name), child(above.directory, name, make)));
    }
    return open.element().directory;
  }

  private OpenDirectory child(OpenDirectory above, Path name, boolean make) throws IOException {
    try {
      return above.child(name);
    } catch (NoSuchFileException e) {
      if (!make) {
        throw e;
      }
      // made elsewhere and moved, as a name could lead through a link
      Path fresh = Files.createDirectory(scratch.resolve(TemporaryFile.PREFIX + UUID.randomUUID()));
      above.move(fresh, name);
      changed.add(open.element().path);
      return above.child(name);
    }
  }

  /** Makes all that was done survive a power failure. */
  public void force() throws IOException {
    for (Path directory : changed) {
      if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        AtomicFile.force(directory);
      }
    }
    changed.clear();
  }

  private static Path name(Path file) {
    @Nullable Path name = file.getFileName();
    if (name == null) {
      throw new IllegalArgumentException("no file: " + file);
    }
    return name;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().directory.close();
    }
  }
}
