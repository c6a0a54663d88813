package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.Docstrings;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.FunctionDetails;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the methods that have a decorator, by the last name of that. */
final class DecoratedMethods {
  private final Expressions expressions;
  private final String decorator;

  DecoratedMethods(Expressions expressions, String decorator) {
    this.expressions = expressions;
    this.decorator = decorator;
  }

  List<DecoratedMethod> in(ClassMembers members, Map<String, FunctionDetails> details) {
    List<DecoratedMethod> found = new ArrayList<>();
    members
        .functions()
        .forEach(
            (name, function) -> {
              FunctionDetails said = details.get(name);
              String docstring = said == null ? null : said.docstring();
              for (Expression each : function.decorators()) {
                if (Expressions.last(each.name()).equals(decorator)) {
                  found.add(method(function, each).withDoc(Docstrings.firstLine(docstring)));
                }
              }
            });
    return found;
  }

  private DecoratedMethod method(FunctionDefinition function, Expression decorated) {
    Expression argument = decorated instanceof Call call ? call.argument(0, "name") : null;
    String told = argument == null ? null : argument.string();
    SourceRange place =
        new SourceRange(expressions.file(), function.line(), function.column(), function.endLine());
    return DecoratedMethod.of(told == null ? function.name() : told, function.name(), place);
  }
}
