package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Literals.ImportCall;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import statement names.
 *
 * @param module absolute
 * @param names in that module; none for {@code import module} and {@code from module import *}
 * @param star whether it is {@code from module import *}
 * @param typing whether it stands under {@code if TYPE_CHECKING} and so never runs
 * @param guarded whether it stands in a {@code try}, so that it may fail
 */
record ImportUse(
    String module,
    List<String> names,
    boolean star,
    boolean typing,
    boolean guarded,
    int line,
    int column) {

  /** Everything that may be loaded: the module, and the names if they are modules. */
  List<String> targets() {
    List<String> targets = new ArrayList<>(List.of(module));
    names.forEach(name -> targets.add(module + "." + name));
    return targets;
  }

  /** The imports of a module, wherever they stand, {@code import_module("a.b")} too. */
  static List<ImportUse> of(PythonModule module, Parsed file) {
    List<ImportUse> uses = new ArrayList<>();
    new Collector(module, uses).collect(file.structure().body(), false, false);
    for (ImportCall call : file.literals().imports()) {
      String called = call.module();
      if (called != null) {
        String name = ImportName.absolute(module, called);
        uses.add(new ImportUse(name, List.of(), false, false, false, call.line(), call.column()));
      }
    }
    return uses;
  }

  private record Collector(PythonModule importer, List<ImportUse> uses) {
    void collect(List<Statement> statements, boolean typing, boolean guarded) {
      for (Statement statement : statements) {
        if (statement instanceof Import single) {
          uses.add(
              new ImportUse(
                  single.module(),
                  List.of(),
                  false,
                  typing,
                  guarded,
                  single.line(),
                  single.column()));
        } else if (statement instanceof ImportFrom from) {
          List<String> names = from.names().stream().map(ImportedName::name).toList();
          uses.add(
              new ImportUse(
                  ImportName.absolute(importer, from),
                  names,
                  from.isStar(),
                  typing,
                  guarded,
                  from.line(),
                  from.column()));
        } else if (statement instanceof Compound compound) {
          for (Clause clause : compound.clauses()) {
            boolean tried = guarded || clause.kind() == Clause.Kind.TRY;
            collect(clause.body(), typing || isTypeChecking(clause), tried);
          }
        } else if (statement instanceof ClassDefinition definition) {
          collect(definition.body(), typing, guarded);
        } else if (statement instanceof FunctionDefinition definition) {
          collect(definition.body(), typing, false);
        }
      }
    }

    private static boolean isTypeChecking(Clause clause) {
      Expression condition = clause.expression();
      return condition instanceof Expression.Name
          && (condition.name().equals("TYPE_CHECKING")
              || condition.name().endsWith(".TYPE_CHECKING"));
    }
  }
}
