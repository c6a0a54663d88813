package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the statements of one file and enters what they bind. */
final class ScopeBuilder {
  private final PythonModule module;
  private final List<ClassSymbol> classes = new ArrayList<>();
  private int order;

  /** Where a statement stands: in which scope, below which name, in which function. */
  private record Place(Scope scope, String prefix, @Nullable FunctionDefinition function) {}

  private ScopeBuilder(PythonModule module) {
    this.module = module;
  }

  static Source build(PythonModule module, SourceStructure structure) {
    ScopeBuilder builder = new ScopeBuilder(module);
    Scope scope = new Scope(Scope.Kind.MODULE, module, null);
    builder.enter(structure.body(), new Place(scope, "", null));
    return new Source(module, scope, List.copyOf(builder.classes));
  }

  private void enter(List<Statement> statements, Place place) {
    for (Statement statement : statements) {
      if (statement instanceof ClassDefinition definition) {
        enter(definition, place);
      } else if (statement instanceof FunctionDefinition definition) {
        enter(definition, place);
      } else if (statement instanceof Import single) {
        enter(single, place.scope());
      } else if (statement instanceof ImportFrom from) {
        enter(from, place.scope());
      } else if (statement instanceof Assignment assignment) {
        enter(assignment, place);
      } else if (statement instanceof Deletion deletion) {
        for (String name : deletion.names()) {
          place.scope().bind(name, new Binding.Removed(order++, deletion));
        }
      } else if (statement instanceof Compound compound) {
        for (Clause clause : compound.clauses()) {
          enter(clause.body(), place);
        }
      }
    }
  }

  private void enter(ClassDefinition definition, Place place) {
    String name = place.prefix() + definition.name();
    var symbol = new ClassSymbol(name, definition, order++, place.scope(), place.function());
    classes.add(symbol);
    enter(definition.body(), new Place(symbol.body(), name + ".", place.function()));
    place.scope().bind(definition.name(), new Binding.Type(order++, symbol));
  }

  private void enter(FunctionDefinition definition, Place place) {
    String name = place.prefix() + definition.name();
    place.scope().bind(definition.name(), new Binding.Value(order++, definition, qualified(name)));
    Scope inside = new Scope(Scope.Kind.FUNCTION, module, place.scope());
    enter(definition.body(), new Place(inside, name + ".<locals>.", definition));
  }

  private void enter(Import single, Scope scope) {
    String alias = single.alias();
    String first = single.module().split("\\.", 2)[0];
    scope.bind(
        alias == null ? first : alias,
        new Binding.Imported(order++, single, alias == null ? first : single.module(), null));
  }

  private void enter(ImportFrom from, Scope scope) {
    String source = ImportName.absolute(module, from);
    if (from.isStar()) {
      scope.star(new Scope.Star(order++, source, from, new HashMap<>()));
    }
    for (ImportedName each : from.names()) {
      scope.bind(each.alias(), new Binding.Imported(order++, from, source, each.name()));
    }
  }

  private void enter(Assignment assignment, Place place) {
    Expression value = assignment.value();
    if (value == null || (assignment.augmented() && !assignment.targets().contains("__all__"))) {
      return; // binds nothing new, but adds to __all__
    }
    for (String target : assignment.targets()) {
      String name = place.prefix() + target;
      place
          .scope()
          .bind(
              target,
              isAlias(value) && !assignment.augmented()
                  ? new Binding.Alias(order, assignment, value.name(), place.scope())
                  : new Binding.Value(order, assignment, qualified(name)));
    }
    order++;
  }

  private static boolean isAlias(Expression value) {
    return value instanceof Expression.Name
        || (value instanceof Expression.Subscript && !value.name().isEmpty());
  }

  private String qualified(String name) {
    return module.name() + "." + name;
  }
}
