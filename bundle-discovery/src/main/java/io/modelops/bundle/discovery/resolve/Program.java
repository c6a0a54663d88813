package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.symbols.ClassSymbol;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.value.SourceRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The modules of a project, by number in the order of the files. For one thread. */
public final class Program {
  private final Modules names;
  private final PythonVersions versions;
  private final List<PythonModule> modules;
  private final Function<PythonModule, SymbolTable> read;
  private final @Nullable SymbolTable[] tables;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * @param versions of Python that may run it
   * @param read what a file says; asked once for each that is needed
   */
  public Program(Modules names, PythonVersions versions, Function<PythonModule, SymbolTable> read) {
    this.names = names;
    this.versions = versions;
    this.read = read;
    this.modules = List.copyOf(names.all());
    this.tables = new SymbolTable[modules.size()];
    for (PythonModule module : modules) {
      numbers.put(module.file(), numbers.size());
    }
  }

  public int size() {
    return modules.size();
  }

  public PythonModule module(int number) {
    return modules.get(number);
  }

  public SymbolTable table(int number) {
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
    return numbers.getOrDefault(module.file(), -1);
  }

  /** The number of the module that imports find by a name; -1 if it has no source. */
  public int number(String name) {
    PythonModule module = names.named(name);
    return module == null ? -1 : number(module);
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
    return names.targets(modules.get(importer), level, name);
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
