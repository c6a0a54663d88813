package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.environment.InstalledDistribution;
import io.modelops.bundle.discovery.environment.InstalledModules;
import io.modelops.bundle.discovery.project.ImportName;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.symbols.ClassSymbol;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a project, by number in the order of the files, and after them those of its
 * environment, as far as names lead there. For one thread.
 */
public final class Program {
  private final Modules names;
  private final PythonVersions versions;
  private final @Nullable InstalledModules installed;
  private final int size;
  private final List<PythonModule> modules;
  private final Function<PythonModule, SymbolTable> read;
  private final Reads reads;
  private @Nullable SymbolTable[] tables;
  private final Map<PythonModule, Integer> installedNumbers = new HashMap<>();

  /**
   * @param versions of Python that may run it
   * @param installed what its environment has; null if that is not looked at
   * @param read what a file says; asked once for each that is needed
   * @param noted whether {@link #reads} notes anything, which it can of the project's modules only
   */
  public Program(
      Modules names,
      PythonVersions versions,
      @Nullable InstalledModules installed,
      Function<PythonModule, SymbolTable> read,
      boolean noted) {
    PythonVersions running = installed == null ? null : installed.versions();
    this.names = names;
    this.versions = running == null ? versions : running;
    this.installed = installed;
    this.read = read;
    this.modules = new ArrayList<>(names.all());
    this.size = modules.size();
    this.tables = new SymbolTable[size];
    this.reads = noted ? Reads.of(size) : Reads.none();
  }

  /** How many modules the project has. */
  public int size() {
    return size;
  }

  public PythonModule module(int number) {
    return modules.get(number);
  }

  /** Notes the modules whose tables are asked for. */
  public Reads reads() {
    return reads;
  }

  public SymbolTable table(int number) {
    reads.add(number);
    SymbolTable table = tables[number];
    if (table == null) {
      table = read.apply(modules.get(number));
      tables[number] = table;
    }
    return table;
  }

  PythonVersions versions() {
    return versions;
  }

  public Modules names() {
    return names;
  }

  public int number(PythonModule module) {
    return names.number(module);
  }

  /** The number of the project's module that imports find by a name; -1 if it has no source. */
  public int number(String name) {
    PythonModule module = names.named(name);
    return module == null ? -1 : number(module);
  }

  /** The same, also of a module of the environment where the project has none of the name. */
  int find(String name) {
    int own = number(name);
    PythonModule module =
        own >= 0 || installed == null || isOwn(name) ? null : installed.module(name);
    return module == null
        ? own
        : installedNumbers.computeIfAbsent(
            module,
            key -> {
              modules.add(key);
              if (modules.size() > tables.length) {
                tables = Arrays.copyOf(tables, 2 * modules.size());
              }
              return modules.size() - 1;
            });
  }

  /** Whether the project, or its environment, has a module or package of a name. */
  boolean exists(String name) {
    return names.exists(name) || (installed != null && !isOwn(name) && installed.exists(name));
  }

  /** Whether only the project can have a module of a name. */
  private boolean isOwn(String name) {
    return names.named(name) != null || names.owner(name) != null || names.isBuilt(name);
  }

  /** Whether a module is of the environment. */
  boolean isInstalled(int number) {
    return number >= size;
  }

  /** Whether the project has nothing of which a dotted name could be. */
  boolean isForeign(String name) {
    return !names.exists(name.split("\\.", 2)[0]);
  }

  /** What brings a module of the environment: a distribution, or, if nothing says so, a package. */
  String distribution(int number) {
    String module = module(number).name();
    InstalledDistribution found = installed == null ? null : installed.distribution(module);
    return found == null ? module.split("\\.", 2)[0] : found.toString();
  }

  /** Where a module is: {@code file:line}, or what brings it. */
  String whereabouts(int number, SourceRange place) {
    return installed != null && isInstalled(number)
        ? "outside: " + installed.outside(module(number).name())
        : place.toString();
  }

  /** Where something is that is no class of the project, in words. */
  String whereabouts(String name) {
    return names.isBuilt(name)
        ? "in a module that building makes"
        : installed == null ? "outside the project" : installed.whereabouts(name);
  }

  /**
   * Whether a name should be that of a module, and is none: see {@link Modules#lacks}. A package
   * that sets its {@code __path__} may find modules outside the project.
   */
  boolean lacks(String name) {
    PythonModule owner = names.lacks(name) ? names.owner(name) : null;
    return owner != null && !table(number(owner)).module().names().containsKey("__path__");
  }

  /** The absolute names of what a module may import; see {@link Modules#targets}. */
  public List<String> targets(int importer, int level, String name) {
    PythonModule module = modules.get(importer);
    return isInstalled(importer)
        ? List.of(ImportName.absolute(module, level, name))
        : names.targets(module, level, name);
  }

  ClassSymbol symbol(ClassId id) {
    return table(id.module()).classes().get(id.index());
  }

  /** {@code module:QualName}. */
  String name(ClassId id) {
    return modules.get(id.module()).name() + ":" + symbol(id).name();
  }

  SourceRange location(ClassId id) {
    return symbol(id).span().in(modules.get(id.module()).file());
  }
}
