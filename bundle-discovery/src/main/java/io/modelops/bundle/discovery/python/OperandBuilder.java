package io.modelops.bundle.discovery.python;

import static io.modelops.bundle.discovery.python.Nodes.end;
import static io.modelops.bundle.discovery.python.Nodes.other;
import static io.modelops.bundle.discovery.python.Nodes.start;
import static io.modelops.bundle.discovery.python.Nodes.symbol;
import static io.modelops.bundle.discovery.python.Nodes.type;

import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Expression.Subscript;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Names, literals and brackets with the calls, subscripts and attributes that follow them. */
final class OperandBuilder {

  /** Longest row of calls and subscripts, {@code f()()[0]}, that is read. */
  private static final int MAX_TRAILERS = 16;

  private final byte[] bytes;
  private final Constants constants;
  private final ExpressionBuilder builder;

  /**
   * @param builder for what stands in brackets
   */
  OperandBuilder(byte[] bytes, ExpressionBuilder builder) {
    this.bytes = bytes;
    this.constants = new Constants(bytes);
    this.builder = builder;
  }

  Expression build(ExpressionParser.OperandContext operand) {
    if (!isPrefix(operand.getChild(0))) {
      return primary(operand, 0);
    }
    boolean minus = operand.getStart().getType() == ExpressionLexer.MINUS;
    return minus
            && !isPrefix(operand.getChild(1))
            && primary(operand, 1) instanceof Constant number
            && Constants.isPositive(number)
        ? new Constant(number.kind(), "-" + number.value(), start(operand), end(operand))
        : other(operand);
  }

  private static boolean isPrefix(ParseTree child) {
    return switch (type(child)) {
      case ExpressionLexer.PLUS,
          ExpressionLexer.MINUS,
          ExpressionLexer.TILDE,
          ExpressionLexer.AWAIT ->
          true;
      default -> false;
    };
  }

  /** An operand from a child on: a single token or an atom, and its trailers. */
  private Expression primary(ExpressionParser.OperandContext operand, int first) {
    ParseTree child = operand.getChild(first);
    int start = start(child);
    Expression value =
        child instanceof ExpressionParser.AtomContext atom ? atom(atom) : single(symbol(child));
    int brackets = 0;
    for (int i = first + 1; i < operand.getChildCount(); i++) {
      var trailer = (ExpressionParser.TrailerContext) operand.getChild(i);
      if (trailer.getStart().getType() == ExpressionLexer.DOT) {
        value = attribute(value, start, trailer);
        brackets = value instanceof Name ? brackets : 0;
      } else if (++brackets > MAX_TRAILERS) {
        return new Other(Other.Kind.BRACKETS, start, end(operand));
      } else {
        value = bracketed(value, start, trailer);
      }
    }
    return value;
  }

  private Expression attribute(
      Expression value, int start, ExpressionParser.TrailerContext trailer) {
    int end = end(trailer);
    return value instanceof Name dotted
        ? new Name(dotted.name() + "." + text(symbol(trailer.getChild(1))), start, end)
        : new Other(Other.Kind.UNKNOWN, start, end);
  }

  private Expression bracketed(
      Expression value, int start, ExpressionParser.TrailerContext trailer) {
    int end = end(trailer);
    Expression unread = new Other(Other.Kind.BRACKETS, start(trailer), end);
    return switch (trailer.getStart().getType()) {
      case ExpressionLexer.DEEP_PARENS ->
          new Call(value, List.of(new Argument(1, null, unread)), start, end);
      case ExpressionLexer.DEEP_BRACKS -> new Subscript(value, unread, start, end);
      case ExpressionLexer.LPAREN ->
          new Call(value, builder.arguments(trailer.arguments()), start, end);
      default -> new Subscript(value, builder.indices(trailer.indices()), start, end);
    };
  }

  private Expression atom(ExpressionParser.AtomContext atom) {
    Token first = atom.getStart();
    return switch (first.getType()) {
      case ExpressionLexer.LPAREN ->
          builder.content(atom.content(), first, symbol(atom.getChild(atom.getChildCount() - 1)));
      case ExpressionLexer.LBRACK -> builder.elements(atom.elements(), Sequence.Kind.LIST, atom);
      case ExpressionLexer.LBRACE -> builder.entries(atom.entries(), atom);
      default -> constants.strings(atom.children);
    };
  }

  Name name(Token token) {
    return new Name(text(token), token.getStartIndex(), end(token));
  }

  String text(Token name) {
    return PythonNames.dotted(bytes, name.getStartIndex(), end(name));
  }

  /** The expression of a single token. */
  Expression single(Token token) {
    return token.getType() == ExpressionLexer.DOTTED ? name(token) : constants.of(token);
  }
}
