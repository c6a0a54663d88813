package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.symbols.Value.Computed;
import io.modelops.bundle.discovery.symbols.Value.Computed.Kind;

/** What a name stands for that an expression is assigned to. */
final class Assigned {
  private Assigned() {}

  /**
   * @param flow where the names of the expression are read
   * @param name qualified, of what is bound
   */
  static Value.Definition value(Expression expression, Flow flow, String name, Span span) {
    if (isName(expression)) {
      return new Value.Alias(flow.readDotted(expression.name()), span);
    }
    boolean called = expression instanceof Expression.Call && !expression.name().isEmpty();
    int function = called ? flow.readDotted(expression.name()) : -1;
    return new Computed(kind(expression), name, function, span);
  }

  /** {@code a.b} or {@code a.b[...]}. */
  static boolean isName(Expression expression) {
    return !expression.name().isEmpty()
        && (expression instanceof Expression.Name || expression instanceof Expression.Subscript);
  }

  private static Kind kind(Expression expression) {
    if (expression instanceof Constant constant) {
      return kind(constant);
    } else if (expression instanceof Sequence sequence) {
      return switch (sequence.kind()) {
        case TUPLE -> Kind.TUPLE;
        case LIST -> Kind.LIST;
        case SET -> Kind.SET;
      };
    } else if (expression instanceof Expression.Mapping) {
      return Kind.DICT;
    } else if (expression instanceof Expression.Other other) {
      return switch (other.kind()) {
        case FORMATTED -> Kind.STRING;
        case COMPREHENSION -> Kind.COMPREHENSION;
        default -> Kind.ANYTHING;
      };
    }
    return expression instanceof Expression.Call ? Kind.CALL : Kind.ANYTHING;
  }

  private static Kind kind(Constant constant) {
    return switch (constant.kind()) {
      case STRING -> Kind.STRING;
      case BYTES -> Kind.BYTES;
      case INTEGER -> constant.value().equals("0") ? Kind.ZERO : Kind.NUMBER;
      case FLOAT, IMAGINARY -> Kind.FLOAT;
      case TRUE -> Kind.TRUE;
      case FALSE -> Kind.FALSE;
      case NONE -> Kind.NONE;
      case ELLIPSIS -> Kind.ELLIPSIS;
    };
  }
}
