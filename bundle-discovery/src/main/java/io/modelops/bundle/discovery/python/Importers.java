package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names under which a source calls {@code import_module} and {@code __import__}. */
final class Importers {

  private final Set<String> names =
      new HashSet<>(List.of("import_module", "importlib.import_module", "__import__"));

  static Set<String> in(SourceStructure structure) {
    Importers importers = new Importers();
    importers.collect(structure.body());
    return importers.names;
  }

  private void collect(List<Statement> body) {
    for (Statement statement : body) {
      if (statement instanceof Import single) {
        String alias = single.alias();
        if (alias != null && single.module().equals("importlib")) {
          names.add(alias + ".import_module");
        }
      } else if (statement instanceof ImportFrom from) {
        for (ImportedName each : from.names()) {
          if (each.name().equals("import_module")) {
            names.add(each.alias());
          }
        }
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
}
