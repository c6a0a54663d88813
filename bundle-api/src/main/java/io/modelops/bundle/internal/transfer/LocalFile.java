package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.internal.files.IrregularFileException;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is at the place of a bundle's file.
 *
 * @param stat null if there is nothing
 */
record LocalFile(String path, @Nullable FileStat stat) {
  /**
   * Looks at the disk.
   *
   * @throws WorkspaceException if a symbolic link is in the place, or on the way
   */
  static LocalFile of(Path root, String path) {
    try {
      Path file = root.resolve(path);
      return new LocalFile(path, stat(root, file));
    } catch (InvalidPathException e) {
      throw refusal(
          ErrorCode.BAD_PATH,
          path,
          "cannot be named on this system: " + e.getReason(),
          "run with a UTF-8 locale",
          e);
    } catch (IrregularFileException e) {
      throw refusal(
          ErrorCode.SYMBOLIC_LINK,
          path,
          "is, or lies behind, a symbolic link here; nothing is written through links",
          "move the link away",
          e);
    } catch (IOException e) {
      throw refusal(
          ErrorCode.UNREADABLE,
          path,
          "cannot be looked at: " + FileFailure.reason(e),
          "check permissions",
          e);
    }
  }

  private static @Nullable FileStat stat(Path root, Path file) throws IOException {
    try {
      return RegularFiles.stat(root, root.relativize(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IrregularFileException e) {
      if (e.isLink()) {
        throw e;
      }
      return FileStats.of(file);
    }
  }

  private static WorkspaceException refusal(
      ErrorCode code, String path, String fault, String hint, Exception cause) {
    return new WorkspaceException(
        code, List.of(path), BundlePath.quote(path) + " " + fault, hint, cause);
  }

  boolean isThere() {
    return stat != null;
  }

  boolean isFile() {
    return stat != null && stat.isFile();
  }

  boolean isDirectory() {
    return stat != null && stat.kind() == FileStat.Kind.DIRECTORY;
  }

  long size() {
    return stat == null ? 0 : stat.size();
  }
}
