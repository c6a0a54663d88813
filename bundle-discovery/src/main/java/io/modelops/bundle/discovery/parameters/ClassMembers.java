package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.Simultaneous;
import io.modelops.bundle.discovery.python.Statement.Unpacking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the statements of a class or module bind.
 *
 * @param names all of them
 * @param fields what one statement binds, which always runs, and no other
 * @param functions those that a name stands for in the end, if no branch decides
 * @param assignments those to one name that always run, in order, bare annotations too
 */
record ClassMembers(
    Set<String> names,
    Map<String, Assignment> fields,
    Map<String, FunctionDefinition> functions,
    List<Assignment> assignments) {

  static ClassMembers of(ClassDefinition definition) {
    return of(definition.body());
  }

  static ClassMembers of(List<Statement> body) {
    Set<String> names = new HashSet<>();
    Set<String> uncertain = new HashSet<>();
    Map<String, Assignment> fields = new LinkedHashMap<>();
    Map<String, FunctionDefinition> functions = new LinkedHashMap<>();
    List<Assignment> assignments = new ArrayList<>();
    for (Statement statement : body) {
      if (statement instanceof FunctionDefinition function) {
        if (!isAccessor(function)) {
          functions.put(function.name(), function);
        }
      } else if (statement instanceof Assignment one && one.targets().size() == 1) {
        assignments.add(one);
        if (one.value() != null && !one.augmented()) {
          fields.put(one.targets().get(0), one);
        }
      }
      Set<String> bound = bound(statement);
      boolean plain = statement instanceof FunctionDefinition || statement instanceof Assignment;
      bound.stream().filter(name -> !plain).forEach(uncertain::add);
      bound.stream()
          .filter(name -> !names.add(name))
          .forEach(
              name -> {
                if (!(statement instanceof FunctionDefinition) || fields.containsKey(name)) {
                  uncertain.add(name);
                }
              });
    }
    fields.keySet().removeAll(uncertain);
    functions.keySet().removeAll(uncertain);
    return new ClassMembers(names, fields, functions, assignments);
  }

  private static boolean isAccessor(FunctionDefinition function) {
    return function.decorators().stream()
        .map(Expression::name)
        .anyMatch(name -> name.endsWith(".setter") || name.endsWith(".deleter"));
  }

  /** The names that a statement binds, in any of its branches. */
  private static Set<String> bound(Statement statement) {
    Set<String> bound = new HashSet<>();
    if (statement instanceof ClassDefinition definition) {
      bound.add(definition.name());
    } else if (statement instanceof FunctionDefinition function) {
      bound.add(function.name());
    } else if (statement instanceof Assignment assignment) {
      bound.addAll(assignment.value() == null ? List.of() : assignment.targets());
    } else if (statement instanceof Unpacking unpacking) {
      bound.addAll(unpacking.names());
    } else if (statement instanceof Simultaneous all) {
      all.parts().forEach(part -> bound.addAll(bound(part)));
    } else if (statement instanceof Import single) {
      String alias = single.alias();
      bound.add(alias == null ? single.module().split("\\.", 2)[0] : alias);
    } else if (statement instanceof ImportFrom from) {
      from.names().forEach(name -> bound.add(name.alias()));
    } else if (statement instanceof Deletion deletion) {
      bound.addAll(deletion.names());
    } else if (statement instanceof Compound compound) {
      compound
          .clauses()
          .forEach(
              clause -> {
                bound.addAll(clause.names());
                clause.body().forEach(inner -> bound.addAll(bound(inner)));
              });
    }
    return bound;
  }

  /** Without the names that functions rebind. */
  ClassMembers withoutGlobals(List<Statement> body) {
    Set<String> rebound = new HashSet<>();
    DetailedSource.visit(
        body,
        statement -> {
          if (statement instanceof Statement.Global global) {
            rebound.addAll(global.names());
          }
        });
    Map<String, Assignment> left = new LinkedHashMap<>(fields);
    left.keySet().removeAll(rebound);
    return new ClassMembers(names, left, functions, assignments);
  }
}
