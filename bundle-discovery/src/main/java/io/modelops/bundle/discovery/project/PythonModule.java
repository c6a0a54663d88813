package io.modelops.bundle.discovery.project;

import org.jspecify.annotations.Nullable;

/**
 * A source file under the name by which it is imported.
 *
 * @param name dotted
 * @param pack whether it is the {@code __init__.py} of a package
 * @param importable whether an import statement can name it: its name consists of identifiers and
 *     is no other file's
 */
public record PythonModule(String name, String file, boolean pack, boolean importable) {
  /** The package from which its relative imports count; empty for a module outside packages. */
  public String packageName() {
    return pack ? name : parent(name);
  }

  /** What is before the last dot; empty if there is none. */
  public static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PythonModule that
        && that.pack == pack
        && that.importable == importable
        && that.name.equals(name)
        && that.file.equals(file);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + file.hashCode();
  }
}
