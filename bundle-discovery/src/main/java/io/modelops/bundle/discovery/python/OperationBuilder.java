package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Operation;
import io.modelops.bundle.discovery.python.Expression.Other;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;

/** Groups operands and operators that stand in one row, by the precedence of the operators. */
final class OperationBuilder {

  private final byte[] bytes;
  private final OperandBuilder operands;

  OperationBuilder(byte[] bytes, OperandBuilder operands) {
    this.bytes = bytes;
    this.operands = operands;
  }

  Expression build(ExpressionParser.OperationContext operation) {
    return disjunction(operation.children);
  }

  private Expression disjunction(List<ParseTree> row) {
    if (row.size() == 1) {
      return operand(row.get(0));
    }
    List<List<ParseTree>> parts = split(row, ExpressionLexer.OR);
    return parts.size() == 1
        ? conjunction(row)
        : operation("or", parts.stream().map(this::conjunction).toList(), row);
  }

  private Expression conjunction(List<ParseTree> row) {
    List<List<ParseTree>> parts = split(row, ExpressionLexer.AND);
    return parts.size() == 1
        ? negation(row)
        : operation("and", parts.stream().map(this::negation).toList(), row);
  }

  private static List<List<ParseTree>> split(List<ParseTree> row, int operator) {
    List<List<ParseTree>> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < row.size(); i++) {
      if (Nodes.type(row.get(i)) == operator) {
        parts.add(row.subList(from, i));
        from = i + 1;
      }
    }
    parts.add(row.subList(from, row.size()));
    return parts;
  }

  private Expression negation(List<ParseTree> row) {
    if (Nodes.type(row.get(0)) != ExpressionLexer.NOT) {
      return comparison(row);
    }
    return Nodes.type(row.get(1)) == ExpressionLexer.NOT
        ? other(row)
        : operation("not", List.of(comparison(row.subList(1, row.size()))), row);
  }

  private Expression comparison(List<ParseTree> row) {
    int at = comparator(row, 0);
    if (at == row.size()) {
      return sum(row);
    }
    int right = at + 1;
    while (!isOperand(row.get(right))) {
      right++;
    }
    return comparator(row, right) < row.size()
        ? other(row)
        : operation(
            operator(row.subList(at, right)),
            List.of(sum(row.subList(0, at)), sum(row.subList(right, row.size()))),
            row);
  }

  /** Where the next comparison's operator stands; the size of the row if there is none. */
  private static int comparator(List<ParseTree> row, int from) {
    int at = from;
    while (at < row.size() && !isComparator(Nodes.type(row.get(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isComparator(int type) {
    return switch (type) {
      case ExpressionLexer.COMPARE, ExpressionLexer.IN, ExpressionLexer.IS, ExpressionLexer.NOT ->
          true;
      default -> false;
    };
  }

  private String operator(List<ParseTree> tokens) {
    return switch (Nodes.type(tokens.get(0))) {
      case ExpressionLexer.NOT -> "not in";
      case ExpressionLexer.IS -> tokens.size() == 1 ? "is" : "is not";
      case ExpressionLexer.IN -> "in";
      default -> PythonNames.text(bytes, Nodes.start(tokens.get(0)), Nodes.end(tokens.get(0)));
    };
  }

  private Expression sum(List<ParseTree> row) {
    if (row.size() == 1) {
      return operand(row.get(0));
    }
    List<Expression> operands = new ArrayList<>();
    for (ParseTree part : row) {
      if (isOperand(part)) {
        operands.add(operand(part));
      } else if (Nodes.type(part) != ExpressionLexer.PLUS) {
        return other(row);
      }
    }
    return operation("+", List.copyOf(operands), row);
  }

  private static boolean isOperand(ParseTree part) {
    return part instanceof ExpressionParser.OperandContext;
  }

  private Expression operand(ParseTree part) {
    return operands.build((ExpressionParser.OperandContext) part);
  }

  private static Expression operation(
      String operator, List<Expression> operands, List<ParseTree> row) {
    return new Operation(operator, operands, start(row), end(row));
  }

  private static Expression other(List<ParseTree> row) {
    return new Other(Other.Kind.UNKNOWN, start(row), end(row));
  }

  private static int start(List<ParseTree> row) {
    return Nodes.start(row.get(0));
  }

  private static int end(List<ParseTree> row) {
    return Nodes.end(row.get(row.size() - 1));
  }
}
