package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.walk.Admission;
import io.modelops.bundle.discovery.walk.Walk;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a directory: every regular file, tests and data too. Symbolic links are neither
 * followed nor listed; {@code .git} and {@code .modelops-bundle} are never entered.
 *
 * <p>Ignore rules are those of {@code .modelopsignore}, in any directory, with the meaning that git
 * gives to {@code .gitignore}. Files that never belong into a bundle (compiled Python, keys) and
 * directories that are not the project's own (environments, known by {@code pyvenv.cfg} or {@code
 * conda-meta}, and image layouts) are left out unless such a file includes them again.
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
    return new Walk(root, options, operation).run();
  }

  @Override
  public Optional<Omission.Cause> omits(Path root, String path, WalkOptions options)
      throws IOException {
    return Optional.ofNullable(new Admission(root, options).omission(path));
  }

  @Override
  public Optional<SourceRange> rule(Path root, String path, WalkOptions options)
      throws IOException {
    return Optional.ofNullable(new Admission(root, options).rule(path));
  }

  @Override
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return Optional.of(RegularFiles.stat(root, relative(root, path)));
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    return RegularFiles.open(root, relative(root, path));
  }

  private static Path relative(Path root, String path) throws IOException {
    try {
      Path file = root.resolve(path).normalize();
      if (file.startsWith(root)) {
        return root.relativize(file);
      }
    } catch (InvalidPathException e) {
      throw new FileSystemException(
          BundlePath.quote(path), null, "cannot be named on this system: " + e.getReason());
    }
    throw new FileSystemException(BundlePath.quote(path), null, "outside the project");
  }
}
