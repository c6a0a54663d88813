package io.modelops.bundle.discovery.project;

import org.jspecify.annotations.Nullable;

/**
 * A place from which module names count.
 *
 * @param directory relative to the project, without a slash at the end; empty: the project
 * @param pack the dotted package that the directory itself is; empty: modules lie directly below
 */
public record SourceRoot(String directory, String pack) {
  /** The project's directory. */
  public static final SourceRoot PROJECT = new SourceRoot("", "");

  static SourceRoot at(String directory) {
    return new SourceRoot(directory, "");
  }

  boolean holds(String file) {
    return directory.isEmpty() || file.startsWith(directory + "/");
  }

  /** The path below this root. */
  String below(String file) {
    return directory.isEmpty() ? file : file.substring(directory.length() + 1);
  }

  /**
   * A root of a part of the project, seen from the project.
   *
   * @param part its path, with a slash at the end; empty for the project
   */
  SourceRoot within(String part) {
    String path = part + directory;
    return new SourceRoot(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, pack);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceRoot that
        && that.directory.equals(directory)
        && that.pack.equals(pack);
  }

  @Override
  public int hashCode() {
    return 31 * directory.hashCode() + pack.hashCode();
  }
}
