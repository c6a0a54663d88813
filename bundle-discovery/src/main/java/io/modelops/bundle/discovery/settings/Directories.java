package io.modelops.bundle.discovery.settings;

import org.jspecify.annotations.Nullable;

/** Directories of the project as settings name them. */
public final class Directories {
  private Directories() {}

  /**
   * Normalizes the path of a directory. The result is empty for the project itself and null for a
   * path outside of it.
   */
  public static @Nullable String plain(String directory) {
    if (directory.startsWith("/") || directory.contains("\\") || directory.contains(":")) {
      return null;
    }
    StringBuilder plain = new StringBuilder();
    for (String component : directory.split("/", -1)) {
      if (component.equals("..")) {
        return null;
      }
      if (!component.isEmpty() && !component.equals(".")) {
        plain.append(plain.isEmpty() ? "" : "/").append(component);
      }
    }
    return plain.toString();
  }
}
