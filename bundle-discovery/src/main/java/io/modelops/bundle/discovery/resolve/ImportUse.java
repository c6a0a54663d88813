package io.modelops.bundle.discovery.resolve;

import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Literal;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Block;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Expression;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

  private static final Pattern NAME =
      Pattern.compile("\\.*\\w+(\\.\\w+)*", UNICODE_CHARACTER_CLASS);

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
    for (Literal literal : file.literals()) {
      if (literal.kind() == Literal.Kind.MODULE && NAME.matcher(literal.value()).matches()) {
        String name = ImportName.absolute(module, literal.value());
        uses.add(
            new ImportUse(name, List.of(), false, false, false, literal.line(), literal.column()));
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
        } else if (statement instanceof Block block) {
          boolean tried = guarded || block.kind() == Block.Kind.TRY;
          collect(block.body(), typing || isTypeChecking(block), tried);
        } else if (statement instanceof ClassDefinition definition) {
          collect(definition.body(), typing, guarded);
        } else if (statement instanceof FunctionDefinition definition) {
          collect(definition.body(), typing, false);
        }
      }
    }

    private static boolean isTypeChecking(Block block) {
      Expression condition = block.condition();
      return condition != null
          && condition.kind() == Expression.Kind.NAME
          && (condition.name().equals("TYPE_CHECKING")
              || condition.name().endsWith(".TYPE_CHECKING"));
    }
  }
}
