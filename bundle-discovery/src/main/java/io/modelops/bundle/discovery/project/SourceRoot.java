package io.modelops.bundle.discovery.project;

import org.jspecify.annotations.Nullable;

/**
 * A place from which module names count.
 *
 * @param directory relative to the project, without a slash at the end; empty: the project; a file
 *     in {@code .py} that is installed as a module of another name
 * @param pack the dotted package that the directory itself is, or the module that the file is;
 *     empty: modules lie directly below
 * @param part the project within the project that it belongs to, with a slash at the end; empty for
 *     the project itself
 */
public record SourceRoot(String directory, String pack, String part) {
  /** The project's directory. */
  public static final SourceRoot PROJECT = new SourceRoot("", "");

  private static final String PYTHON = ".py";

  SourceRoot(String directory, String pack) {
    this(directory, pack, "");
  }

  static SourceRoot at(String directory) {
    return new SourceRoot(directory, "");
  }

  public boolean holds(String file) {
    return directory.isEmpty() || file.equals(directory) || file.startsWith(directory + "/");
  }

  /** The path below this root; empty if it is the root itself. */
  String below(String file) {
    return directory.isEmpty()
        ? file
        : file.substring(Math.min(file.length(), directory.length() + 1));
  }

  /** Whether it belongs to a project within the project. */
  boolean isInner() {
    return !part.isEmpty();
  }

  /**
   * Where a module or package lies if this root has it, without an ending.
   *
   * @param name dotted
   * @return null if it cannot be here; empty if it is the project's directory
   */
  public @Nullable String place(String name) {
    if (pack.isEmpty()) {
      return path(name.replace('.', '/'));
    } else if (name.equals(pack)) {
      return directory.endsWith(PYTHON)
          ? directory.substring(0, directory.length() - PYTHON.length())
          : directory;
    } else if (name.startsWith(pack + ".")) {
      return path(name.substring(pack.length() + 1).replace('.', '/'));
    }
    return null;
  }

  /** Whether installing this root makes a package of the name, or adds to one. */
  boolean isIn(String name) {
    return pack.startsWith(name + ".");
  }

  private String path(String below) {
    return directory.isEmpty() ? below : directory + "/" + below;
  }

  /**
   * A root of a part of the project, seen from the project.
   *
   * @param part its path, with a slash at the end; empty for the project
   */
  SourceRoot within(String part) {
    String path = part + directory;
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new SourceRoot(plain, pack, part);
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
