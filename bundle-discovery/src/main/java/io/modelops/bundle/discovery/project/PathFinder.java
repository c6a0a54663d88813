package io.modelops.bundle.discovery.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds modules as CPython does with the source roots on its path: the first root that has a
 * package or a module of a name wins, and directories without {@code __init__.py} count together
 * where none has.
 */
final class PathFinder {
  private final Set<String> files;
  private final Set<String> directories = new HashSet<>();
  private final Found top;
  private final Map<String, Found> packages = new HashMap<>();

  /**
   * What a name leads to.
   *
   * @param file null for a directory without code, and for nothing
   * @param portions the roots in which what is below it may lie
   */
  private record Found(@Nullable String file, List<SourceRoot> portions) {}

  /**
   * @param files those that end in {@code .py}
   * @param roots in the order of the path
   */
  PathFinder(Set<String> files, List<SourceRoot> roots) {
    this.files = files;
    this.top = new Found(null, roots);
    for (String file : files) {
      int slash = file.lastIndexOf('/');
      while (slash > 0 && directories.add(file.substring(0, slash))) {
        slash = file.lastIndexOf('/', slash - 1);
      }
    }
  }

  /** The file that importing a dotted name loads; null if there is none. */
  @Nullable String find(String name) {
    return find(around(PythonModule.parent(name)), name).file();
  }

  private Found around(String pack) {
    Found found = pack.isEmpty() ? top : packages.get(pack);
    if (found != null) {
      return found;
    }
    found = top;
    int dot = -1;
    do {
      dot = pack.indexOf('.', dot + 1);
      String each = dot < 0 ? pack : pack.substring(0, dot);
      Found known = packages.get(each);
      if (known == null) {
        known = find(found, each);
        packages.put(each, known);
      }
      found = known;
    } while (dot >= 0);
    return found;
  }

  private Found find(Found around, String name) {
    List<SourceRoot> portions = new ArrayList<>();
    List<SourceRoot> within = new ArrayList<>();
    for (SourceRoot root : around.portions()) {
      if (root.isIn(name)) {
        within.add(root);
      }
    }
    for (SourceRoot root : around.portions()) {
      if (root.isIn(name)) {
        portions.add(root);
      }
      String place = root.place(name);
      if (place == null) {
        continue;
      }
      String pack = place.isEmpty() ? "__init__.py" : place + "/__init__.py";
      if (files.contains(pack)) { // what is installed into it belongs to it
        List<SourceRoot> inside = new ArrayList<>(within);
        inside.add(root);
        return new Found(pack, inside);
      } else if (files.contains(place + ".py")) {
        return new Found(place + ".py", List.of());
      } else if (place.isEmpty() || directories.contains(place)) {
        portions.add(root);
      }
    }
    return new Found(null, portions);
  }
}
