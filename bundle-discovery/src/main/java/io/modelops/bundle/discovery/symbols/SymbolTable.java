package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.SourceStructure;
import java.util.List;

/**
 * What one file says of names. Numbers are positions in these lists. Equal for files of equal
 * content, and refers to nothing outside itself.
 *
 * @param scopes the module's first
 * @param branches the first stands for what always runs
 * @param classes in source order, nested and local ones too
 * @param imports in source order, those in functions too
 * @param computedImports calls that import what reading does not tell
 */
public record SymbolTable(
    List<Scope> scopes,
    List<Value> values,
    List<Fork> forks,
    List<Branch> branches,
    List<ClassSymbol> classes,
    List<ImportUse> imports,
    List<Span> computedImports,
    Exports exports) {
  /** That of a file without statements. */
  public static final SymbolTable EMPTY =
      SymbolTableBuilder.build(new SourceStructure(List.of(), List.of()), Literals.NONE, () -> {});

  /** The number of {@link Value.Unbound}. */
  public static final int UNBOUND = 0;

  /** The branch that always runs. */
  public static final int ALWAYS = 0;

  public SymbolTable {
    scopes = List.copyOf(scopes);
    values = List.copyOf(values);
    forks = List.copyOf(forks);
    branches = List.copyOf(branches);
    classes = List.copyOf(classes);
    imports = List.copyOf(imports);
    computedImports = List.copyOf(computedImports);
  }

  /** The same, if more happens to {@code __all__} than the statements say. */
  public SymbolTable withOpenExports() {
    return new SymbolTable(
        scopes, values, forks, branches, classes, imports, computedImports, exports.open());
  }

  public Value value(int number) {
    return values.get(number);
  }

  public Scope module() {
    return scopes.get(Scope.MODULE);
  }

  /** What a scope binds a name to at its end. */
  public int last(int scope, String name) {
    return scopes.get(scope).names().getOrDefault(name, UNBOUND);
  }
}
