package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Expression;
import java.util.List;

/** The plain names among the operands of {@code del}. */
final class DeletedNames {

  private DeletedNames() {}

  static void collect(String operands, List<String> into) {
    int from = 0;
    for (int at = 0; at <= operands.length(); at++) {
      char c = at == operands.length() ? ',' : operands.charAt(at);
      if (c == ',') {
        operand(operands.substring(from, at).strip(), into);
        from = at + 1;
      } else if (c == '(' || c == '[' || c == '{') {
        int close = SourceScan.closing(operands, at);
        at = close < 0 ? operands.length() - 1 : close;
      } else if (c == '\'' || c == '"') {
        at = SourceScan.endOfString(operands, at) - 1;
      }
    }
  }

  private static void operand(String text, List<String> into) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if ((first == '(' || first == '[') && SourceScan.closing(text, 0) == text.length() - 1) {
      collect(text.substring(1, text.length() - 1), into);
      return;
    }
    Expression expression = Expressions.of(text);
    if (expression.kind() == Expression.Kind.NAME && expression.name().indexOf('.') < 0) {
      into.add(expression.name());
    }
  }
}
