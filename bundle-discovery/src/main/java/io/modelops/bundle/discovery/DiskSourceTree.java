package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.walk.Walk;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files of a directory. Pruned directories, hidden ones and virtual environments are not
 * entered; of the rest every regular file is listed, tests and data too. Symbolic links are neither
 * followed nor listed.
 */
public final class DiskSourceTree implements SourceTree {
  /** Keeps no state. */
  public DiskSourceTree() {}

  @Override
  public String id() {
    return "disk";
  }

  @Override
  public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
    return new Walk(root, options.prunedDirectories(), operation).run();
  }

  @Override
  public byte[] read(Path root, String path, int limit) throws IOException {
    Path file = resolve(root, path);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      // opening a pipe would wait for its writer
      throw new FileSystemException(path, null, "no regular file");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(limit);
    }
  }

  private static Path resolve(Path root, String path) throws IOException {
    try {
      Path file = root.resolve(path).normalize();
      if (file.startsWith(root)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new FileSystemException(
          BundlePath.quote(path), null, "cannot be named on this system: " + e.getReason());
    }
    throw new FileSystemException(BundlePath.quote(path), null, "outside the project");
  }
}
