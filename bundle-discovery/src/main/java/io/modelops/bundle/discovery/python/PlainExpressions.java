package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads names, literals, calls of names and displays of such straight from the tokens, without the
 * contexts of a parser. That is most of what a module assigns. What it reads is what the grammar
 * says. For everything else it answers null.
 */
final class PlainExpressions {

  private final TokenBuffer tokens;
  private final OperandBuilder operands;

  PlainExpressions(TokenBuffer tokens, OperandBuilder operands) {
    this.tokens = tokens;
    this.operands = operands;
  }

  /** The expression that all tokens make; null if only the grammar can tell. */
  @Nullable Expression read() {
    Expression value = value();
    return tokens.LA(1) == Token.EOF ? value : null;
  }

  /** The value that begins here. What follows is for the caller to check. */
  private @Nullable Expression value() {
    Token first = tokens.LT(1);
    int next = tokens.LA(2);
    tokens.consume();
    return switch (first.getType()) {
      case ExpressionLexer.DOTTED ->
          next == ExpressionLexer.LPAREN ? call(first) : operands.single(first);
      case ExpressionLexer.INTEGER,
          ExpressionLexer.FLOAT,
          ExpressionLexer.IMAGINARY,
          ExpressionLexer.TRUE,
          ExpressionLexer.FALSE,
          ExpressionLexer.NONE ->
          operands.single(first);
      case ExpressionLexer.STRING -> isText(next) ? null : operands.single(first);
      case ExpressionLexer.LBRACK -> list(first);
      case ExpressionLexer.LPAREN -> tuple();
      case ExpressionLexer.LBRACE -> mapping(first);
      default -> null;
    };
  }

  private static boolean isText(int type) {
    return type == ExpressionLexer.STRING
        || type == ExpressionLexer.BYTES
        || type == ExpressionLexer.FORMATTED;
  }

  /** Goes past the comma or the bracket after an element; false if there is something else. */
  private boolean endsElement(int close) {
    if (tokens.LA(1) == ExpressionLexer.COMMA) {
      tokens.consume();
      return true;
    }
    return tokens.LA(1) == close;
  }

  /** The offset after a closing bracket, which is consumed. */
  private int close() {
    int end = tokens.LT(1).getStopIndex() + 1;
    tokens.consume();
    return end;
  }

  private @Nullable Call call(Token name) {
    tokens.consume();
    List<Argument> arguments = new ArrayList<>();
    while (tokens.LA(1) != ExpressionLexer.RPAREN) {
      String keyword = null;
      if (tokens.LA(1) == ExpressionLexer.DOTTED && tokens.LA(2) == ExpressionLexer.EQ) {
        keyword = operands.text(tokens.LT(1));
        tokens.consume();
        tokens.consume();
      }
      Expression value = value();
      if (value == null || !endsElement(ExpressionLexer.RPAREN)) {
        return null;
      }
      arguments.add(new Argument(0, keyword, value));
    }
    Name function = operands.name(name);
    return new Call(function, List.copyOf(arguments), function.start(), close());
  }

  private @Nullable Expression list(Token open) {
    List<Expression> elements = elements(ExpressionLexer.RBRACK);
    return elements == null
        ? null
        : new Sequence(Sequence.Kind.LIST, elements, open.getStartIndex(), close());
  }

  /** Parentheses around a single value have no node and no part in its offsets. */
  private @Nullable Expression tuple() {
    int first = tokens.LT(1).getStartIndex();
    List<Expression> elements = elements(ExpressionLexer.RPAREN);
    if (elements == null || elements.isEmpty()) {
      return null;
    }
    Token last = tokens.LT(-1);
    close();
    return elements.size() == 1 && last.getType() != ExpressionLexer.COMMA
        ? elements.get(0)
        : new Sequence(Sequence.Kind.TUPLE, elements, first, last.getStopIndex() + 1);
  }

  private @Nullable List<Expression> elements(int close) {
    List<Expression> elements = new ArrayList<>();
    while (tokens.LA(1) != close) {
      Expression value = value();
      if (value == null || !endsElement(close)) {
        return null;
      }
      elements.add(value);
    }
    return List.copyOf(elements);
  }

  private @Nullable Expression mapping(Token open) {
    List<Entry> entries = new ArrayList<>();
    while (tokens.LA(1) != ExpressionLexer.RBRACE) {
      Expression key = value();
      if (key == null || tokens.LA(1) != ExpressionLexer.COLON) {
        return null;
      }
      tokens.consume();
      Expression value = value();
      if (value == null || !endsElement(ExpressionLexer.RBRACE)) {
        return null;
      }
      entries.add(new Entry(key, value));
    }
    return new Mapping(List.copyOf(entries), open.getStartIndex(), close());
  }
}
