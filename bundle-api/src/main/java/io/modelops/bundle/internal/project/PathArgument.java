package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Glob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user wrote to name files of a project.
 *
 * @param path relative to the project, {@code /}-separated and clean; empty for the project itself
 */
public record PathArgument(String text, String path) {
  /** What is at a path. */
  public enum Kind {
    NOTHING,
    FILE,
    DIRECTORY
  }

  /**
   * Reads an argument.
   *
   * @throws WorkspaceException if it leads out of the project or is no path
   */
  public static PathArgument of(Path root, String text) {
    if (text.isEmpty()) {
      throw bad(text, "an empty path names nothing", "write . for the whole project", null);
    }
    try {
      Path path = root.resolve(text).normalize();
      Path base = root;
      if (!path.startsWith(base) && path.startsWith(root.toRealPath())) {
        base = root.toRealPath();
      }
      if (!path.startsWith(base)) {
        throw new WorkspaceException(
            ErrorCode.OUTSIDE_PROJECT,
            List.of(text),
            BundlePath.quote(text) + " is outside the project " + root,
            "copy it into the project",
            null);
      }
      String separator = root.getFileSystem().getSeparator();
      return new PathArgument(text, base.relativize(path).toString().replace(separator, "/"));
    } catch (InvalidPathException e) {
      throw bad(text, "cannot be named here: " + e.getReason(), "run with a UTF-8 locale", e);
    } catch (IOException e) {
      throw bad(text, "cannot be resolved: " + FileFailure.describe(e), "", e);
    }
  }

  private static WorkspaceException bad(
      String text, String fault, String hint, @Nullable Exception cause) {
    return new WorkspaceException(
        ErrorCode.BAD_PATH, List.of(text), BundlePath.quote(text) + ": " + fault, hint, cause);
  }

  public boolean isPattern() {
    return Glob.isPattern(text);
  }

  /**
   * The pattern that this is.
   *
   * @throws WorkspaceException if it is malformed
   */
  public Glob glob() {
    try {
      return Glob.parse(path);
    } catch (IllegalArgumentException e) {
      throw bad(text, String.valueOf(e.getMessage()), "", e);
    }
  }

  /** Whether a file is what this names, or is in the directory that it names. */
  public boolean covers(String file) {
    return path.isEmpty() || file.equals(path) || file.startsWith(path + "/");
  }

  /**
   * Looks at the disk.
   *
   * @throws WorkspaceException if it is neither file nor directory, or there is a link on the way
   */
  public Kind kind(Path root) {
    Path file = root;
    BasicFileAttributes found = null;
    try {
      for (Path component : root.relativize(root.resolve(path))) {
        file = file.resolve(component);
        found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
          throw new WorkspaceException(
              ErrorCode.SYMBOLIC_LINK,
              List.of(path),
              BundlePath.quote(path) + " is, or lies behind, a symbolic link",
              "a bundle holds files only: copy the file into the project",
              null);
        }
        if (!found.isDirectory()) {
          break;
        }
      }
    } catch (NoSuchFileException e) {
      return Kind.NOTHING;
    } catch (IOException e) {
      throw ProjectFileStats.unreadable(path, e);
    }
    if (found == null || found.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (!file.equals(root.resolve(path))) {
      return Kind.NOTHING;
    }
    if (!found.isRegularFile()) {
      throw new WorkspaceException(
          ErrorCode.NOT_A_FILE,
          List.of(path),
          BundlePath.quote(path) + " is neither a file nor a directory",
          "leave it out",
          null);
    }
    return Kind.FILE;
  }
}
