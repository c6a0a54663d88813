package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.project.ModuleNames.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The modules of a project, by file and by name. */
public final class Modules {
  private static final Pattern BUILT = Pattern.compile("\\.(so|pyd|pyx|pyi|pyx?\\.in)$");

  private final Map<String, PythonModule> byFile = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, PythonModule> byName = new HashMap<>();
  private final Map<String, List<String>> clashes = new LinkedHashMap<>();
  private final Set<String> packages = new HashSet<>();
  private final Set<String> compiled = new HashSet<>();
  private final Locations locations = new Locations();
  private final List<SourceRoot> roots;
  private final Set<String> parts = new HashSet<>();
  private final ImportTargets targets;

  private Modules(List<SourceRoot> roots) {
    this.roots = roots;
    this.targets = new ImportTargets(this, locations, roots);
    roots.forEach(root -> parts.add(root.part()));
  }

  /**
   * Names the Python files among the given ones.
   *
   * @param files sorted
   */
  public static Modules of(List<String> files, Layout layout) {
    Modules modules = new Modules(layout.roots());
    List<String> sources = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String file : files) {
      (file.endsWith(".py") ? sources : others).add(file);
    }
    Set<String> sourceFiles = Set.copyOf(sources);
    PathFinder finder = new PathFinder(sourceFiles, layout.roots());
    ModuleNames names = new ModuleNames(layout.roots(), finder, sources);
    List<String> built = new ArrayList<>(layout.generated());
    others.stream()
        .filter(
            file ->
                BUILT.matcher(file).find()
                    && !(isStub(file) && sourceFiles.contains(stem(file) + ".py")))
        .forEach(built::add);
    built.forEach(file -> modules.compiled.add(names.usual(file, stem(file)).name()));
    List<Placed> placed = new ArrayList<>(sources.size());
    for (String file : sources) {
      placed.add(names.of(file));
    }
    for (Placed each : placed) {
      modules.add(each);
    }
    for (Placed each : placed) {
      modules.locate(each, finder);
    }
    placed.forEach(each -> modules.addClash(each, finder));
    return modules;
  }

  /** Whether it is a stub of a module, or a template for one, that may have a source as well. */
  private static boolean isStub(String file) {
    return file.endsWith(".pyi") || file.endsWith(".in");
  }

  /** {@code a/b} of {@code a/b.cpython-311-x86_64-linux-gnu.so}. */
  private static String stem(String file) {
    int dot = file.indexOf('.', file.lastIndexOf('/') + 1);
    return dot < 0 ? file : file.substring(0, dot);
  }

  private void add(Placed placed) {
    PythonModule module = placed.module();
    byFile.put(module.file(), module);
    numbers.put(module.file(), numbers.size());
    if (module.importable() || placed.findable()) {
      register(module.name(), module);
    }
  }

  private boolean register(String name, PythonModule module) {
    boolean first = byName.putIfAbsent(name, module) == null;
    for (String each = PythonModule.parent(name);
        first && !each.isEmpty() && packages.add(each);
        each = PythonModule.parent(each)) {}
    return first;
  }

  /**
   * Notes by which name imports that count from elsewhere find a module. With the project's
   * directory on the path, {@code import src.models} finds what is {@code models}.
   */
  private void locate(Placed placed, PathFinder finder) {
    PythonModule module = placed.module();
    String place = placed.place();
    String path = place.replace('/', '.');
    boolean seen = module.file().equals(finder.find(path)) && register(path, module);
    if (module.equals(byName.get(module.name())) && !module.name().equals(ModuleNames.INIT)) {
      locations.add(place, module.name());
    } else if (seen) {
      locations.add(place, path);
    }
  }

  private void addClash(Placed placed, PathFinder finder) {
    PythonModule module = placed.module();
    String first = placed.named() && !module.importable() ? finder.find(module.name()) : null;
    if (first != null) {
      clashes
          .computeIfAbsent(module.name(), name -> new ArrayList<>(List.of(first)))
          .add(module.file());
    }
  }

  /**
   * The file that keeps imports from finding a module by its name: a module, or a package
   * elsewhere, that has the name of a directory around it; null if there is none.
   */
  public @Nullable String hidingFile(PythonModule module) {
    for (String each = PythonModule.parent(module.name());
        !each.isEmpty();
        each = PythonModule.parent(each)) {
      PythonModule parent = byName.get(each);
      if (parent != null && !(parent.pack() && isAround(parent.file(), module.file()))) {
        return parent.file();
      }
    }
    return null;
  }

  private static boolean isAround(String initial, String file) {
    return file.startsWith(initial.substring(0, initial.lastIndexOf('/') + 1));
  }

  /** In the order of the path. */
  public List<SourceRoot> roots() {
    return roots;
  }

  /**
   * The innermost project within the project that a file belongs to, as in {@link SourceRoot#part};
   * empty if that is the project itself.
   */
  public String part(String file) {
    int slash = file.lastIndexOf('/');
    while (slash >= 0 && !parts.contains(file.substring(0, slash + 1))) {
      slash = file.lastIndexOf('/', slash - 1);
    }
    return file.substring(0, slash + 1);
  }

  /** Whether there are projects within the project. */
  public boolean hasParts() {
    return parts.size() > 1;
  }

  /** In the order of the files. */
  public Collection<PythonModule> all() {
    return byFile.values();
  }

  /** The position of a module's file among {@link #all}; -1 if it is none of the project. */
  public int number(PythonModule module) {
    return numbers.getOrDefault(module.file(), -1);
  }

  public @Nullable PythonModule ofFile(String file) {
    return byFile.get(file);
  }

  public @Nullable PythonModule named(String name) {
    return byName.get(name);
  }

  /** Whether a module, a package or a namespace package has the name. */
  public boolean exists(String name) {
    return byName.containsKey(name) || packages.contains(name);
  }

  /** Whether exactly this name is that of a module which {@link #isBuilt}. */
  public boolean isCompiled(String name) {
    return compiled.contains(name);
  }

  /**
   * The absolute names of what an import can lead to; see {@link ImportName#absolute}, which is the
   * last. Where there are several, what one lacks the next may have. A package may be named by its
   * file.
   */
  public List<String> targets(PythonModule importer, int level, String module) {
    if (module.endsWith("." + ModuleNames.INIT)) {
      return targets(importer, level, PythonModule.parent(module));
    }
    return level > 0
        ? List.of(ImportName.absolute(importer, level, module))
        : targets.of(importer, module);
  }

  /** Whether a name without dots may be that of something in the project, seen from a file. */
  public boolean mayBeOwn(String file, String name) {
    return exists(name) || targets.isNear(file, name);
  }

  /**
   * The innermost module or package, with code, that stands before a name's last dot; null if none
   * does. Where there is one, only what it leads to can have the name. Where there is none, what is
   * installed may have it: a directory without {@code __init__.py} hides nothing.
   */
  public @Nullable PythonModule owner(String name) {
    String each = PythonModule.parent(name);
    while (!each.isEmpty() && !byName.containsKey(each)) {
      each = PythonModule.parent(each);
    }
    return byName.get(each);
  }

  /** Whether a name is that of an extension module, or of one that building makes, or below it. */
  public boolean isBuilt(String name) {
    String each = name;
    while (!each.isEmpty() && !compiled.contains(each)) {
      each = PythonModule.parent(each);
    }
    return !each.isEmpty();
  }

  /** Whether a name is not found although its owner is of the project. */
  public boolean lacks(String name) {
    return !isBuilt(name) && !exists(name) && owner(name) != null;
  }

  /** All files of each name that more than one file has, the one that is imported first. */
  public Map<String, List<String>> clashes() {
    return clashes;
  }
}
