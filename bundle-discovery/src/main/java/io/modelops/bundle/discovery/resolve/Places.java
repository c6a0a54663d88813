package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.value.SourceRange;

/** Where statements stand. */
final class Places {
  private Places() {}

  static SourceRange of(String file, Statement statement) {
    int line = statement.line();
    if (statement instanceof FunctionDefinition function) {
      return new SourceRange(file, line, function.column(), function.endLine());
    } else if (statement instanceof ClassDefinition definition) {
      return new SourceRange(file, line, definition.column(), definition.endLine());
    }
    return new SourceRange(file, line, column(statement), line);
  }

  private static int column(Statement statement) {
    if (statement instanceof Assignment assignment) {
      return assignment.column();
    } else if (statement instanceof Import single) {
      return single.column();
    } else if (statement instanceof ImportFrom from) {
      return from.column();
    }
    return 1;
  }
}
