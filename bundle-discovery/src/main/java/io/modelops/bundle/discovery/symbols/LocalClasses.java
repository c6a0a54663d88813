package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import java.util.List;

/** The classes that functions define. */
final class LocalClasses {
  private LocalClasses() {}

  /** Whether there are any, at whatever depth. */
  static boolean areIn(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof ClassDefinition
          || (statement instanceof FunctionDefinition inner && areIn(inner.body()))) {
        return true;
      }
      if (statement instanceof Compound compound) {
        for (Clause clause : compound.clauses()) {
          if (areIn(clause.body())) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
