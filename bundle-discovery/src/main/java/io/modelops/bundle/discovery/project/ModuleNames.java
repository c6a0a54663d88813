package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Identifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Names files as modules. A file has the name that its innermost source root gives it. Where
 * several projects have that name, each within the project gets the one that is seen from further
 * outside, if that can be imported, so that no one of them silently wins.
 */
final class ModuleNames {
  /** The name of what makes a directory a package. */
  static final String INIT = "__init__";

  private final List<SourceRoot> innermostFirst;
  private final PathFinder finder;
  private final Set<String> contested = new HashSet<>();

  /**
   * A file with its name.
   *
   * @param place the path of the file without an ending; of an {@code __init__.py}, that of its
   *     directory
   * @param named whether the name consists of identifiers
   * @param findable whether scripts beside it, at least, can import it
   */
  record Placed(PythonModule module, String place, boolean named, boolean findable) {
    Placed notImportable() {
      PythonModule hidden = new PythonModule(module.name(), module.file(), module.pack(), false);
      return new Placed(hidden, place, named, !named && findable);
    }
  }

  /**
   * @param sources the files that end in {@code .py}
   */
  ModuleNames(List<SourceRoot> roots, PathFinder finder, List<String> sources) {
    this.innermostFirst =
        roots.stream()
            .sorted((a, b) -> Integer.compare(b.directory().length(), a.directory().length()))
            .toList();
    this.finder = finder;
    if (roots.stream().noneMatch(SourceRoot::isInner)) {
      return;
    }
    Map<String, String> parts = new HashMap<>();
    for (String file : sources) {
      String part = root(file).part();
      String name = usual(file, stem(file)).name();
      if (!parts.computeIfAbsent(name, key -> part).equals(part)) {
        contested.add(first(name));
      }
    }
  }

  private static String stem(String file) {
    return file.substring(0, file.length() - ".py".length());
  }

  private static String first(String name) {
    return name.split("\\.", 2)[0];
  }

  private SourceRoot root(String file) {
    for (SourceRoot each : innermostFirst) {
      if (each.holds(file)) {
        return each;
      }
    }
    throw new NoSuchElementException(file);
  }

  /** The name that the innermost root gives, whatever others have it. */
  PythonModule usual(String file, String stem) {
    return place(file, stem, root(file)).module();
  }

  /** The first name by which importing leads to the file, if there is one. */
  Placed of(String file) {
    List<Placed> possible = new ArrayList<>();
    SourceRoot innermost = root(file);
    for (SourceRoot root : innermostFirst) {
      if (root.equals(innermost) || (innermost.isInner() && root.holds(file))) {
        possible.add(place(file, stem(file), root));
      }
    }
    Placed usual = possible.get(0);
    if (innermost.isInner() && contested.contains(first(usual.module().name()))) {
      Collections.rotate(possible, -1);
    }
    for (Placed each : possible) {
      if (each.named() && file.equals(finder.find(each.module().name()))) {
        return each;
      }
    }
    return usual.notImportable();
  }

  private static Placed place(String file, String stem, SourceRoot root) {
    String below = root.below(stem);
    boolean pack = below.endsWith("/" + INIT) || (below.equals(INIT) && !root.pack().isEmpty());
    String inside = pack ? parent(below) : below;
    boolean named = inside.isEmpty() || isImportable(inside);
    String name = join(root.pack(), inside.replace('/', '.'));
    String last = inside.substring(inside.lastIndexOf('/') + 1);
    boolean findable = named || (Identifiers.isIdentifier(last) && inside.indexOf('.') < 0);
    PythonModule module = new PythonModule(name, file, pack, named);
    String path = stem.endsWith("/" + INIT) ? parent(stem) : stem;
    return new Placed(module, path, named, findable);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static boolean isImportable(String path) {
    for (String component : path.split("/", -1)) {
      if (!Identifiers.isIdentifier(component)) {
        return false;
      }
    }
    return true;
  }

  private static String join(String pack, String name) {
    return pack.isEmpty() || name.isEmpty() ? pack + name : pack + "." + name;
  }
}
