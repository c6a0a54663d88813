package io.modelops.bundle.discovery.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where absolute imports are looked for: beside the importer if it may be run as a script, among
 * what its own project has, and, if nothing has the name, in the nearest directory around that
 * holds it.
 */
final class ImportTargets {
  private final Modules modules;
  private final Locations locations;
  private final Map<String, List<SourceRoot>> inner = new HashMap<>();

  ImportTargets(Modules modules, Locations locations, List<SourceRoot> roots) {
    this.modules = modules;
    this.locations = locations;
    for (SourceRoot root : roots) {
      if (root.isInner()) {
        inner.computeIfAbsent(root.part(), part -> new ArrayList<>()).add(root);
      }
    }
  }

  /** The names that an import of a dotted name can lead to, the name itself last. */
  List<String> of(PythonModule importer, String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    String rest = dot < 0 ? "" : name.substring(dot);
    Set<String> targets = new LinkedHashSet<>(2);
    String directory = parent(importer.file());
    String beside = isPackage(directory) ? null : found(directory, first, rest, importer);
    if (beside != null) {
      targets.add(beside + rest);
    }
    if (!inner.isEmpty() && addOwn(directory, first, rest, targets)) {
      return List.copyOf(targets);
    }
    if (targets.isEmpty()
        && !modules.exists(name)
        && modules.named(first) == null
        && !modules.isCompiled(first)
        && !StandardLibrary.has(first)) {
      String around = around(directory, first, rest, importer);
      if (around != null) {
        targets.add(around + rest);
      }
    }
    targets.add(name);
    return List.copyOf(targets);
  }

  /**
   * Whether a directory around a file, be it a package, has what a name without dots may be, beside
   * the way to the file: found by who puts that directory on the path.
   */
  boolean isNear(String file, String name) {
    String each = file;
    do {
      each = parent(each);
      String place = each.isEmpty() ? name : each + "/" + name;
      if (locations.name(each, name) != null && !file.startsWith(place + "/")) {
        return true;
      }
    } while (!each.isEmpty());
    return false;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Whether imports from a directory itself are those of a package, or of the project. */
  private boolean isPackage(String directory) {
    return directory.isEmpty() || modules.ofFile(directory + "/__init__.py") != null;
  }

  /** What a directory has, except the importer; null if a directory without code lacks the rest. */
  private @Nullable String found(
      String directory, String first, String rest, PythonModule importer) {
    String found = locations.name(directory, first);
    return found == null
            || found.equals(importer.name())
            || (locations.isBare(directory, first) && !modules.exists(found + rest))
        ? null
        : found;
  }

  /** Adds what the importer's own project, if that is within the project, has; whether it does. */
  private boolean addOwn(String directory, String first, String rest, Set<String> targets) {
    for (String each = directory; !each.isEmpty(); each = parent(each)) {
      List<SourceRoot> roots = inner.get(each + "/");
      if (roots != null) {
        for (SourceRoot root : roots) {
          String own = root.pack().isEmpty() ? locations.name(root.directory(), first) : null;
          if (own != null) {
            targets.add(own + rest);
            return !locations.isBare(root.directory(), first);
          }
        }
        return false;
      }
    }
    return false;
  }

  private @Nullable String around(
      String directory, String first, String rest, PythonModule importer) {
    for (String each = directory; !each.isEmpty(); each = parent(each)) {
      String found = isPackage(each) ? null : found(each, first, rest, importer);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
