package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Other;
import java.math.BigInteger;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The values of literals. */
final class Constants {

  /** Longest number that is read; CPython refuses to convert longer decimal ones. */
  private static final int MAX_DIGITS = 4_300;

  private final byte[] bytes;

  Constants(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean isPositive(Constant constant) {
    return switch (constant.kind()) {
      case INTEGER, FLOAT, IMAGINARY -> !constant.value().startsWith("-");
      default -> false;
    };
  }

  /** The value of a token that is an atom of its own. */
  Expression of(Token token) {
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    return switch (token.getType()) {
      case ExpressionLexer.TRUE -> new Constant(Constant.Kind.TRUE, "", start, end);
      case ExpressionLexer.FALSE -> new Constant(Constant.Kind.FALSE, "", start, end);
      case ExpressionLexer.NONE -> new Constant(Constant.Kind.NONE, "", start, end);
      case ExpressionLexer.ELLIPSIS -> new Constant(Constant.Kind.ELLIPSIS, "", start, end);
      case ExpressionLexer.STRING ->
          new Constant(Constant.Kind.STRING, StringValues.of(bytes, start, end), start, end);
      case ExpressionLexer.BYTES ->
          new Constant(Constant.Kind.BYTES, StringValues.of(bytes, start, end), start, end);
      case ExpressionLexer.FORMATTED -> new Other(Other.Kind.FORMATTED, start, end);
      case ExpressionLexer.INTEGER -> number(Constant.Kind.INTEGER, start, end);
      case ExpressionLexer.FLOAT -> number(Constant.Kind.FLOAT, start, end);
      case ExpressionLexer.IMAGINARY -> number(Constant.Kind.IMAGINARY, start, end);
      case ExpressionLexer.DEEP_PARENS, ExpressionLexer.DEEP_BRACKS, ExpressionLexer.DEEP_BRACES ->
          new Other(Other.Kind.BRACKETS, start, end);
      default -> new Other(Other.Kind.UNKNOWN, start, end);
    };
  }

  private Expression number(Constant.Kind kind, int start, int end) {
    if (end - start > MAX_DIGITS) {
      return new Other(Other.Kind.UNKNOWN, start, end);
    }
    String text = PythonNames.text(bytes, start, end).replace("_", "");
    return new Constant(kind, kind == Constant.Kind.INTEGER ? decimal(text) : text, start, end);
  }

  private static String decimal(String digits) {
    int radix =
        switch (digits.length() > 1 ? digits.charAt(1) : '0') {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
    return radix == 10 && digits.charAt(0) != '0'
        ? digits
        : new BigInteger(radix == 10 ? digits : digits.substring(2), radix).toString();
  }

  /** The value of string literals that stand next to each other. */
  Expression strings(List<ParseTree> literals) {
    Token first = ((TerminalNode) literals.get(0)).getSymbol();
    if (literals.size() == 1) {
      return of(first);
    }
    StringBuilder value = new StringBuilder();
    int end = 0;
    boolean formatted = false;
    boolean mixed = false;
    for (ParseTree literal : literals) {
      Token token = ((TerminalNode) literal).getSymbol();
      end = token.getStopIndex() + 1;
      formatted |= token.getType() == ExpressionLexer.FORMATTED;
      mixed |= token.getType() != first.getType();
      if (!formatted && !mixed) {
        value.append(StringValues.of(bytes, token.getStartIndex(), end));
      }
    }
    if (formatted || mixed) {
      Other.Kind kind = formatted ? Other.Kind.FORMATTED : Other.Kind.UNKNOWN;
      return new Other(kind, first.getStartIndex(), end);
    }
    Constant.Kind kind =
        first.getType() == ExpressionLexer.BYTES ? Constant.Kind.BYTES : Constant.Kind.STRING;
    return new Constant(kind, value.toString(), first.getStartIndex(), end);
  }
}
