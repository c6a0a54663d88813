package io.modelops.bundle.discovery.python;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * What the grammar of expressions cannot say. An f-string is one token. So is a lambda up to its
 * colon, and so are brackets that are nested deeper than the reader wants.
 */
final class ExpressionTokens extends ByteLexer {

  private static final int MAX_RESTARTS = 20;
  private static final LexerTable TABLE = LexerTable.of("ExpressionLexer");

  private int maxDepth;
  private int depth;
  private int restarts;
  private int tokenStart;
  private final List<Integer> boundInFields = new ArrayList<>();

  ExpressionTokens(byte[] bytes, Runnable checkpoint) {
    super(TABLE, bytes, checkpoint);
  }

  /** Starts anew, over a part of the source. */
  void begin(int from, int end, int maxDepth) {
    this.maxDepth = maxDepth;
    depth = 0;
    boundInFields.clear();
    leaveModes();
    restrict(from, end);
  }

  @Override
  void leaveModes() {
    super.leaveModes();
    mode(Lexer.DEFAULT_MODE);
  }

  /** The next token without line ends, with lambda headers and deep brackets as one token each. */
  @Override
  public SourceToken nextToken() {
    int type = nextInLine();
    int start = tokenStart;
    if (type == Token.EOF) {
      return new SourceToken(this, type, end(), end() - 1);
    } else if (type == ExpressionLexer.LAMBDA) {
      skipLambdaHeader();
    } else if (isOpen(type) && ++depth > maxDepth) {
      skipBrackets();
      depth--;
      type = deep(type);
    } else if (isClose(type)) {
      depth--;
    }
    return new SourceToken(this, type, start, index() - 1);
  }

  private int nextInLine() {
    int type = next();
    while (type == ExpressionLexer.LINE) {
      type = next();
    }
    return type;
  }

  /** The type of the next token as the grammar has it, with an f-string as one. */
  int next() {
    int type = match();
    tokenStart = start();
    return type == ExpressionLexer.FORMATTED ? formatted() : type;
  }

  /** Where names begin that fields of f-strings have bound by {@code :=} so far. */
  List<Integer> boundInFields() {
    return List.copyOf(boundInFields);
  }

  int tokenStart() {
    return tokenStart;
  }

  int tokenEnd() {
    return index();
  }

  private int formatted() {
    int opened = index();
    int type = ExpressionLexer.FORMATTED;
    while (type == ExpressionLexer.FORMATTED && openModes() > 0) {
      type = match();
      if (type == ExpressionLexer.BOUND_IN_FIELD) {
        boundInFields.add(start());
        type = ExpressionLexer.FORMATTED;
      }
    }
    if (type != ExpressionLexer.FORMATTED) {
      type = ExpressionLexer.UNKNOWN;
      leaveModes();
      seek(restarts++ < MAX_RESTARTS ? opened : end());
    }
    return type;
  }

  private void skipLambdaHeader() {
    int colons = 1;
    int open = 0;
    while (colons > 0 && open >= 0) {
      int type = next();
      if (type == Token.EOF) {
        return;
      }
      open += isOpen(type) ? 1 : isClose(type) ? -1 : 0;
      if (open == 0) {
        colons += type == ExpressionLexer.LAMBDA ? 1 : type == ExpressionLexer.COLON ? -1 : 0;
      }
    }
    if (open < 0) {
      seek(index() - 1);
    }
  }

  private void skipBrackets() {
    int type = ExpressionLexer.LPAREN;
    for (int open = 1; open > 0 && type != Token.EOF; ) {
      type = next();
      open += isOpen(type) ? 1 : isClose(type) ? -1 : 0;
    }
  }

  static boolean isOpen(int type) {
    return type == ExpressionLexer.LPAREN
        || type == ExpressionLexer.LBRACK
        || type == ExpressionLexer.LBRACE;
  }

  static boolean isClose(int type) {
    return type == ExpressionLexer.RPAREN
        || type == ExpressionLexer.RBRACK
        || type == ExpressionLexer.RBRACE;
  }

  private static int deep(int open) {
    return switch (open) {
      case ExpressionLexer.LPAREN -> ExpressionLexer.DEEP_PARENS;
      case ExpressionLexer.LBRACK -> ExpressionLexer.DEEP_BRACKS;
      default -> ExpressionLexer.DEEP_BRACES;
    };
  }
}
