package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;

/** Qualified names of the classes and of the functions in a structure. */
record Outline(List<String> classes, List<String> functions) {

  static Outline of(SourceStructure structure) {
    Outline outline = new Outline(new ArrayList<>(), new ArrayList<>());
    outline.collect("", structure.body());
    return outline;
  }

  private void collect(String prefix, List<Statement> body) {
    for (Statement statement : body) {
      if (statement instanceof ClassDefinition s) {
        classes.add(prefix + s.name());
        collect(prefix + s.name() + ".", s.body());
      } else if (statement instanceof FunctionDefinition s) {
        functions.add(prefix + s.name());
        collect(prefix + s.name() + ".", s.body());
      } else if (statement instanceof Compound s) {
        s.clauses().forEach(clause -> collect(prefix, clause.body()));
      }
    }
  }
}
