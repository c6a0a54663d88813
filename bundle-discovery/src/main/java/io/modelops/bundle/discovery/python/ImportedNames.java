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
import org.jspecify.annotations.Nullable;

/** The full names of what a source imports by absolute imports, wherever they stand. */
final class ImportedNames {
  private final Map<String, String> names = new HashMap<>();

  private ImportedNames() {}

  static ImportedNames of(SourceStructure structure) {
    ImportedNames imported = new ImportedNames();
    imported.collect(structure.body());
    return imported;
  }

  /** The full name of a dotted one; null if it begins with nothing that is imported. */
  @Nullable String full(String dotted) {
    int dot = dotted.indexOf('.');
    String first = names.get(dot < 0 ? dotted : dotted.substring(0, dot));
    return first == null ? null : dot < 0 ? first : first + dotted.substring(dot);
  }

  private void collect(List<Statement> body) {
    for (Statement statement : body) {
      if (statement instanceof Import single) {
        String alias = single.alias();
        String module = single.module();
        String top = module.substring(0, (module + ".").indexOf('.'));
        names.put(alias == null ? top : alias, alias == null ? top : module);
      } else if (statement instanceof ImportFrom from && from.level() == 0) {
        for (ImportedName each : from.names()) {
          names.put(each.alias(), from.module() + "." + each.name());
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
