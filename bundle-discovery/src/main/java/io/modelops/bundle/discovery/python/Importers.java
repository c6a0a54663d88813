package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names under which a source calls functions that import modules. */
final class Importers {

  /** What a function does with its arguments. */
  enum Kind {
    /** Imports the module that it is given. */
    MODULE,
    /** The same, if the name is what it is elsewhere; the source does not import it. */
    PERHAPS_MODULE,
    /** Makes a package load its submodules when they are used. */
    ATTACH,
    /** The same, with those that a stub beside the source names. */
    ATTACH_STUB
  }

  private static final String IMPORT_MODULE = "import_module";

  private static final Map<String, Map<String, Kind>> FUNCTIONS =
      Map.of(
          "importlib",
          Map.of(IMPORT_MODULE, Kind.MODULE),
          "lazy_loader",
          Map.of("load", Kind.MODULE, "attach", Kind.ATTACH, "attach_stub", Kind.ATTACH_STUB));

  private final Map<String, Kind> names = new HashMap<>();

  private Importers() {
    names.put("__import__", Kind.MODULE);
    names.put(IMPORT_MODULE, Kind.PERHAPS_MODULE);
    FUNCTIONS.keySet().forEach(module -> addModule(module, module));
  }

  /** The functions by dotted name. */
  static Map<String, Kind> in(SourceStructure structure) {
    Importers importers = new Importers();
    importers.collect(structure.body());
    return importers.names;
  }

  private void addModule(String module, String alias) {
    FUNCTIONS
        .getOrDefault(module, Map.of())
        .forEach((function, kind) -> names.put(alias + "." + function, kind));
  }

  private void collect(List<Statement> body) {
    for (Statement statement : body) {
      if (statement instanceof Import single) {
        String alias = single.alias();
        if (alias != null) {
          addModule(single.module(), alias);
        }
      } else if (statement instanceof ImportFrom from) {
        collect(from);
      } else if (statement instanceof ClassDefinition definition) {
        collect(definition.body());
      } else if (statement instanceof FunctionDefinition definition) {
        collect(definition.body());
      } else if (statement instanceof Compound compound) {
        for (Clause clause : compound.clauses()) {
          collect(clause.body());
        }
      }
    }
  }

  private void collect(ImportFrom from) {
    for (ImportedName each : from.names()) {
      Kind kind =
          each.name().equals(IMPORT_MODULE)
              ? Kind.MODULE
              : FUNCTIONS.getOrDefault(from.module(), Map.of()).get(each.name());
      if (kind != null) {
        names.put(each.alias(), kind);
      }
    }
  }
}
