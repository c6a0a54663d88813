package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.Simultaneous;
import io.modelops.bundle.discovery.python.Statement.Unpacking;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that the statements of a block bind in its own scope. */
final class BoundNames {
  private final Set<String> names = new LinkedHashSet<>();

  private BoundNames() {}

  /** Those of what is below a header. */
  static Set<String> of(Clause clause) {
    BoundNames bound = new BoundNames();
    bound.addAll(clause.body());
    return bound.names;
  }

  private void addAll(List<Statement> statements) {
    statements.forEach(this::add);
  }

  private void add(Statement statement) {
    if (statement instanceof ClassDefinition definition) {
      names.add(definition.name());
    } else if (statement instanceof FunctionDefinition definition) {
      names.add(definition.name());
    } else if (statement instanceof Assignment assignment) {
      names.addAll(assignment.targets());
    } else if (statement instanceof Unpacking unpacking) {
      names.addAll(unpacking.names());
    } else if (statement instanceof Deletion deletion) {
      names.addAll(deletion.names());
    } else if (statement instanceof Simultaneous all) {
      addAll(all.parts());
    } else if (statement instanceof Import single) {
      String alias = single.alias();
      names.add(alias == null ? single.module().split("\\.", 2)[0] : alias);
    } else if (statement instanceof ImportFrom from) {
      from.names().forEach(each -> names.add(each.alias()));
    } else if (statement instanceof Compound compound) {
      for (Clause clause : compound.clauses()) {
        names.addAll(clause.names());
        addAll(clause.body());
      }
    }
  }
}
