package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the file system says of a project's files without reading them. */
public final class ProjectFileStats {
  private final Path root;

  public ProjectFileStats(Path root) {
    this.root = root;
  }

  /** Null if there is nothing. */
  public @Nullable FileStat of(String path) throws IOException {
    try {
      return FileStats.of(root.resolve(path));
    } catch (InvalidPathException e) {
      throw new WorkspaceException(
          ErrorCode.BAD_PATH,
          List.of(path),
          BundlePath.quote(path) + " cannot be named on this system: " + e.getReason(),
          "run with a UTF-8 locale",
          e);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (FileSystemException e) {
      Path parent = root.resolve(path).getParent();
      if (parent != null && Files.exists(parent) && !Files.isDirectory(parent)) {
        return null; // a file is where the directory was
      }
      throw unreadable(path, e);
    }
  }

  /** Whether a directory on the way to a file is a symbolic link. */
  public boolean isBehindLink(String path) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (Files.isSymbolicLink(root.resolve(path.substring(0, end)))) {
        return true;
      }
    }
    return false;
  }

  static WorkspaceException unreadable(String path, IOException e) {
    return new WorkspaceException(
        ErrorCode.UNREADABLE,
        List.of(path),
        "cannot look at " + BundlePath.quote(path) + ": " + FileFailure.reason(e),
        "check permissions",
        e);
  }
}
