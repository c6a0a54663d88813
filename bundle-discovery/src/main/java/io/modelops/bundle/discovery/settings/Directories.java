package io.modelops.bundle.discovery.settings;

import org.jspecify.annotations.Nullable;

/** Directories of the project as settings name them. */
public final class Directories {
  private Directories() {}

  /** Makes a directory's path plain, empty for the project; null if it is not inside of it. */
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
