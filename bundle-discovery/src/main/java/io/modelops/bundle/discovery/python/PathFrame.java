package io.modelops.bundle.discovery.python;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The expressions between two brackets, or outside of all, as far as they have been read. What gets
 * lost in an expression that is no path is told, so that it counts by itself.
 */
final class PathFrame {
  private final Consumer<PathValue> lost;

  /** The brackets are those of a call or a subscript of this; null if they are not. */
  final @Nullable Trailed trailed;

  /** Whether the brackets only group. */
  final boolean group;

  private final List<PathValue> arguments = new ArrayList<>();
  private @Nullable PathValue left;
  private @Nullable PathValue operand;
  private @Nullable BinaryOperator<PathValue> operator;
  private boolean mixed;
  private boolean keyword;
  private int index = -1;

  /**
   * What stands before brackets.
   *
   * @param object whose attribute it is; null if there is none
   * @param name of the function or attribute; empty if it has none
   */
  record Trailed(@Nullable PathValue object, String name) {}

  PathFrame(Consumer<PathValue> lost, @Nullable Trailed trailed, boolean group) {
    this.lost = lost;
    this.trailed = trailed;
    this.group = group;
  }

  boolean hasOperand() {
    return operand != null;
  }

  void operand(PathValue value) {
    if (operand != null) {
      mix();
    }
    operand = value;
  }

  /** Takes the last operand away, for what follows it to be applied. */
  PathValue take() {
    PathValue taken = operand == null ? PathValue.UNKNOWN : operand;
    operand = null;
    return taken;
  }

  void operator(BinaryOperator<PathValue> next) {
    if (operand == null) {
      mix();
    } else {
      reduce();
      operator = next;
    }
  }

  private void reduce() {
    if (operand == null) {
      if (operator != null) {
        mix();
      }
    } else {
      left = left == null || operator == null ? operand : operator.apply(left, operand);
      operand = null;
      operator = null;
    }
  }

  /** Notes that the expression is more than paths that are joined. */
  void mix() {
    if (left != null) {
      lost.accept(left);
    }
    if (operand != null) {
      lost.accept(operand);
    }
    left = null;
    operand = null;
    operator = null;
    mixed = true;
    index = -1;
  }

  /** The whole expression, which ends here; unknown if it is more than paths that are joined. */
  PathValue end() {
    reduce();
    PathValue value = left == null ? PathValue.UNKNOWN : left;
    if (mixed) {
      lost.accept(value);
      value = PathValue.UNKNOWN;
    }
    left = null;
    mixed = false;
    return value;
  }

  void keyword() {
    operand = null;
    lost.accept(end());
    keyword = true;
  }

  /** Ends an argument or element. */
  void endArgument() {
    boolean any = operand != null || left != null || mixed;
    PathValue value = end();
    if (keyword) {
      lost.accept(value);
    } else if (any) {
      arguments.add(value);
    }
    keyword = false;
  }

  List<PathValue> arguments() {
    return arguments;
  }

  void index(int value) {
    index = value;
  }

  /** The number in the brackets; -1 if there is none. */
  int index() {
    return index;
  }
}
