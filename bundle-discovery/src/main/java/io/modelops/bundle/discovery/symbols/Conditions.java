package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Operation;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.symbols.Condition.Fixed;
import io.modelops.bundle.discovery.symbols.Condition.Version.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what an expression says of when a branch runs. */
final class Conditions {
  private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final Flow flow;

  /**
   * @param flow where the names of the condition are read
   */
  Conditions(Flow flow) {
    this.flow = flow;
  }

  Condition of(Expression expression) {
    if (expression instanceof Expression.Name name) {
      return new Condition.Truth(flow.readDotted(name.name()));
    } else if (expression instanceof Constant constant) {
      return constant(constant);
    } else if (expression instanceof Operation operation) {
      return operation(operation);
    }
    return Fixed.OPEN;
  }

  private static Condition constant(Constant constant) {
    return switch (constant.kind()) {
      case TRUE -> Fixed.TRUE;
      case FALSE, NONE -> Fixed.FALSE;
      case INTEGER -> constant.value().equals("0") ? Fixed.FALSE : Fixed.TRUE;
      default -> Fixed.OPEN;
    };
  }

  private Condition operation(Operation operation) {
    List<Expression> operands = operation.operands();
    return switch (operation.operator()) {
      case "not" -> new Condition.Not(of(operands.get(0)));
      case "and" -> new Condition.All(operands.stream().map(this::of).toList());
      case "or" -> new Condition.Any(operands.stream().map(this::of).toList());
      default ->
          operands.size() == 2
              ? comparison(operands.get(0), operation.operator(), operands.get(1))
              : Fixed.OPEN;
    };
  }

  private Condition comparison(Expression left, String operator, Expression right) {
    if (isMain(left, right) || isMain(right, left)) {
      return switch (operator) {
        case "==" -> Fixed.SCRIPT;
        case "!=" -> new Condition.Not(Fixed.SCRIPT);
        default -> Fixed.OPEN;
      };
    }
    List<Integer> other = numbers(right);
    return other != null && ORDERS.contains(operator)
        ? version(left, operator, other, right instanceof Sequence)
        : Fixed.OPEN;
  }

  private static boolean isMain(Expression name, Expression text) {
    return name.name().equals("__name__")
        && name instanceof Expression.Name
        && "__main__".equals(text.string());
  }

  private Condition version(
      Expression left, String operator, List<Integer> other, boolean several) {
    String name = left.name();
    if (left instanceof Expression.Name && several) {
      return new Condition.Version(flow.readDotted(name), Part.WHOLE, operator, other);
    } else if (left instanceof Expression.Subscript subscript && several && !name.isEmpty()) {
      return subscript.index() instanceof Expression.Other // a slice, which begins at the start
          ? new Condition.Version(flow.readDotted(name), Part.BEGINNING, operator, other)
          : Fixed.OPEN;
    }
    Part part = several ? null : component(left);
    String whole =
        left instanceof Expression.Name
            ? name.substring(0, Math.max(0, name.lastIndexOf('.')))
            : name;
    return part == null || whole.isEmpty()
        ? Fixed.OPEN
        : new Condition.Version(flow.readDotted(whole), part, operator, other);
  }

  /** {@code version_info[0]} or {@code version_info.major}. */
  private static @Nullable Part component(Expression expression) {
    String component =
        expression instanceof Expression.Subscript subscript
                && subscript.index() instanceof Constant index
            ? index.value()
            : expression.name().substring(expression.name().lastIndexOf('.') + 1);
    return switch (component) {
      case "0", "major" -> Part.MAJOR;
      case "1", "minor" -> Part.MINOR;
      default -> null;
    };
  }

  private static @Nullable List<Integer> numbers(Expression expression) {
    List<Expression> elements =
        expression instanceof Sequence sequence && sequence.kind() == Sequence.Kind.TUPLE
            ? sequence.elements()
            : List.of(expression);
    List<Integer> numbers = new ArrayList<>();
    for (Expression element : elements) {
      if (!(element instanceof Constant constant)
          || constant.kind() != Constant.Kind.INTEGER
          || constant.value().length() > 4) {
        return null;
      }
      numbers.add(Integer.valueOf(constant.value()));
    }
    return List.copyOf(numbers);
  }
}
