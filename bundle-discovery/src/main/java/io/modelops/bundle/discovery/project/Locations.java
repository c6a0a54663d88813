package io.modelops.bundle.discovery.project;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of modules and directories by where they lie. */
final class Locations {
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> directories = new HashSet<>();

  /**
   * Adds a module and the directories around it that have the names of its packages.
   *
   * @param place its path without an ending; of a package, the directory
   * @param name by which it is found
   */
  void add(String place, String name) {
    names.put(place, name);
    String directory = place;
    String pack = name;
    while (last(directory, '/').equals(last(pack, '.'))) {
      directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
      pack = PythonModule.parent(pack);
      if (directory.isEmpty() || pack.isEmpty() || names.putIfAbsent(directory, pack) != null) {
        return;
      }
      directories.add(directory);
    }
  }

  private static String last(String path, char separator) {
    return path.substring(path.lastIndexOf(separator) + 1);
  }

  /**
   * The name of what lies in a directory.
   *
   * @param directory empty for that of the project
   * @return null if nothing of that name does
   */
  @Nullable String name(String directory, String component) {
    return names.get(place(directory, component));
  }

  /** Whether it is a directory without {@code __init__.py}, which hides nothing. */
  boolean isBare(String directory, String component) {
    return directories.contains(place(directory, component));
  }

  private static String place(String directory, String component) {
    return directory.isEmpty() ? component : directory + "/" + component;
  }
}
