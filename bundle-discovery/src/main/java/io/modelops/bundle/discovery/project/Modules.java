package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Identifiers;
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
  private static final String INIT = "__init__";
  private static final Pattern COMPILED = Pattern.compile("\\.(so|pyd|pyx)$");

  private final List<SourceRoot> roots;
  private final List<SourceRoot> mostSpecificFirst;
  private final Map<String, PythonModule> byFile = new LinkedHashMap<>();
  private final Map<String, PythonModule> byName = new HashMap<>();
  private final Map<String, List<String>> files = new LinkedHashMap<>();
  private final Set<String> packages = new HashSet<>();
  private final Set<String> compiled = new HashSet<>();

  private Modules(List<SourceRoot> roots) {
    this.roots = roots;
    this.mostSpecificFirst =
        roots.stream()
            .sorted((a, b) -> Integer.compare(b.directory().length(), a.directory().length()))
            .toList();
  }

  /**
   * Names the Python files among the given ones.
   *
   * @param files sorted
   * @param layout the first of its roots wins where two files have one name
   */
  public static Modules of(List<String> files, Layout layout) {
    Modules modules = new Modules(layout.roots());
    List<Placed> placed = new ArrayList<>();
    for (String file : files) {
      if (file.endsWith(".py")) {
        placed.add(modules.place(file, file.substring(0, file.length() - ".py".length())));
      } else if (COMPILED.matcher(file).find()) {
        modules.compiled.add(modules.place(file, stem(file)).name());
      }
    }
    for (String file : layout.generated()) {
      modules.compiled.add(modules.place(file, stem(file)).name());
    }
    placed.sort(
        (a, b) ->
            a.named() == b.named() ? Integer.compare(a.rank(), b.rank()) : a.named() ? -1 : 1);
    placed.forEach(modules::add);
    files.forEach(modules::order);
    modules.hide();
    modules.alsoKnown();
    return modules;
  }

  /**
   * A file with its name; of two with one name that of the lower rank is the module.
   *
   * @param findable whether scripts beside it, at least, can import it
   */
  private record Placed(
      String file, String name, boolean pack, boolean named, boolean findable, int rank) {}

  private Placed place(String file, String stem) {
    SourceRoot root =
        mostSpecificFirst.stream().filter(each -> each.holds(file)).findFirst().orElseThrow();
    String below = root.below(stem);
    boolean pack = below.endsWith("/" + INIT) || (below.equals(INIT) && !root.pack().isEmpty());
    String path =
        pack ? below.substring(0, Math.max(0, below.length() - INIT.length() - 1)) : below;
    boolean named = path.isEmpty() || isImportable(path);
    String name = join(root.pack(), path.replace('/', '.'));
    int rank = 2 * roots.indexOf(root) + (pack ? 0 : 1);
    boolean findable = named || (isImportable(lastOf(path)) && path.indexOf('.') < 0);
    return new Placed(file, name, pack, named, findable, rank);
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
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

  /** {@code a/b} of {@code a/b.cpython-311-x86_64-linux-gnu.so}. */
  private static String stem(String file) {
    int dot = file.indexOf('.', file.lastIndexOf('/') + 1);
    return dot < 0 ? file : file.substring(0, dot);
  }

  private void add(Placed placed) {
    boolean first = placed.named() && !byName.containsKey(placed.name());
    var module = new PythonModule(placed.name(), placed.file(), placed.pack(), first);
    byFile.put(placed.file(), module);
    if (placed.named()) {
      files.computeIfAbsent(placed.name(), name -> new ArrayList<>()).add(placed.file());
    }
    if (first) {
      byName.put(placed.name(), module);
      addPackages(placed.name());
    } else if (placed.findable()) {
      byName.putIfAbsent(placed.name(), module);
    }
  }

  /** Puts the file's entry at the end, so that entries come in the order of the files. */
  private void order(String file) {
    PythonModule module = byFile.remove(file);
    if (module != null) {
      byFile.put(file, module);
    }
  }

  /** A module {@code foo} keeps imports from finding what is in a directory {@code foo}. */
  private void hide() {
    byFile.replaceAll(
        (file, module) -> {
          if (!module.importable() || hidingFile(module.name()) == null) {
            return module;
          }
          byName.remove(module.name());
          return new PythonModule(module.name(), file, module.pack(), false);
        });
  }

  /** The file of a module, not a package, that stands before a name's last dot; null if none. */
  public @Nullable String hidingFile(String name) {
    for (String each = PythonModule.parent(name);
        !each.isEmpty();
        each = PythonModule.parent(each)) {
      PythonModule parent = byName.get(each);
      if (parent != null && !parent.pack()) {
        return parent.file();
      }
    }
    return null;
  }

  /**
   * Lets {@code import src.models} find what is {@code models}: with the project's directory on the
   * path, that works too.
   */
  private void alsoKnown() {
    for (PythonModule module : byFile.values()) {
      String path = module.file().substring(0, module.file().length() - ".py".length());
      String name =
          path.endsWith("/" + INIT)
              ? PythonModule.parent(path.replace('/', '.'))
              : path.replace('/', '.');
      if (module.importable() && isImportable(path) && byName.putIfAbsent(name, module) == null) {
        addPackages(name);
      }
    }
  }

  private void addPackages(String name) {
    String parent = PythonModule.parent(name);
    while (!parent.isEmpty() && packages.add(parent)) {
      parent = PythonModule.parent(parent);
    }
  }

  /** In the order of the files. */
  public Collection<PythonModule> all() {
    return byFile.values();
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

  /** Whether the name is that of an extension module, or of a module that building makes. */
  public boolean isCompiled(String name) {
    return compiled.contains(name);
  }

  /**
   * The absolute names of what an import can lead to; see {@link ImportName#absolute}, which is the
   * last. A file in a directory that is no package may be run as a script. Then Python looks into
   * that directory first.
   */
  public List<String> targets(PythonModule importer, int level, String module) {
    String absolute = ImportName.absolute(importer, level, module);
    String directory = importer.packageName();
    if (level > 0 || directory.isEmpty() || importer.pack() || isPackage(directory)) {
      return List.of(absolute);
    }
    String first = directory + "." + module.split("\\.", 2)[0];
    return exists(first) && !first.equals(importer.name())
        ? List.of(directory + "." + module, absolute)
        : List.of(absolute);
  }

  private boolean isPackage(String name) {
    PythonModule module = byName.get(name);
    return module != null && module.pack() && module.importable();
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

  /** Whether a name is not found although its owner is of the project. */
  public boolean lacks(String name) {
    for (String each = name; !each.isEmpty(); each = PythonModule.parent(each)) {
      if (compiled.contains(each)) {
        return false;
      }
    }
    return !exists(name) && owner(name) != null;
  }

  /** All files of each name that more than one file has, the one that is imported first. */
  public Map<String, List<String>> clashes() {
    Map<String, List<String>> clashes = new LinkedHashMap<>(files);
    clashes.values().removeIf(each -> each.size() < 2);
    return clashes;
  }
}
