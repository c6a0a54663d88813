package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Other;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/** Reads expressions out of one source, given by byte offsets. */
final class ExpressionReader {

  /** Deepest nesting of brackets that is read. */
  private static final int MAX_DEPTH = 16;

  /** Longest expression whose brackets are read, in bytes, unless it is wanted whole. */
  private static final int MAX_LENGTH = 4_000;

  /** Most tokens of an expression that is wanted whole, and of others outside of brackets. */
  private static final int MAX_TOKENS = 20_000;

  private final byte[] bytes;
  private final ExpressionTokens lexer;
  private final TokenBuffer tokens;
  private final ExpressionParser parser;
  private final ExpressionBuilder builder;
  private final PlainExpressions plain;
  private final Folding folding;

  ExpressionReader(byte[] bytes, Runnable checkpoint) {
    this.bytes = bytes;
    lexer = new ExpressionTokens(bytes, checkpoint);
    tokens = new TokenBuffer(lexer, 16);
    parser = new ExpressionParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    builder = new ExpressionBuilder(bytes);
    plain = new PlainExpressions(tokens, builder.operands());
    folding = new Folding(bytes, lexer);
  }

  /** Shares the lexer, so nothing may be read meanwhile. */
  Folding folding() {
    return folding;
  }

  /**
   * The expression or the expressions with commas between; of a long one, only the outside, and
   * nothing if it begins and ends with brackets.
   */
  Expression read(int from, int end) {
    if (end - from <= MAX_LENGTH) {
      return read(from, end, MAX_DEPTH);
    }
    return isBracketed(from, end) ? new Other(Other.Kind.BRACKETS, from, end) : read(from, end, 0);
  }

  private boolean isBracketed(int from, int end) {
    return switch (bytes[from]) {
      case '(' -> bytes[end - 1] == ')';
      case '[' -> bytes[end - 1] == ']';
      case '{' -> bytes[end - 1] == '}';
      default -> false;
    };
  }

  /** The expression, even if it is long. */
  Expression readWhole(int from, int end) {
    return read(from, end, MAX_DEPTH);
  }

  /** The string literals at the start of a line, as far as the line or a semicolon. */
  Expression readDocstring(int from, int end) {
    begin(from, end, MAX_DEPTH);
    int at = 1;
    while (tokens.LA(at) != Token.EOF && tokens.LA(at) != ExpressionLexer.SEMI) {
      at++;
    }
    return at == 2
        ? builder.operands().single(tokens.LT(1))
        : readWhole(from, tokens.LT(at).getStartIndex());
  }

  /** The call of a dotted name; null if it cannot be read in its first bytes. */
  @Nullable Call readCall(int from, int length) {
    begin(from, from + length, MAX_DEPTH);
    try {
      parser.reset();
      return builder.build(parser.call());
    } catch (ParseCancellationException e) {
      return null;
    }
  }

  private Expression read(int from, int end, int maxDepth) {
    begin(from, end, maxDepth);
    Token first = tokens.LT(1);
    if (tokens.LA(2) == Token.EOF) {
      return builder.operands().single(first);
    }
    if (tokens.LA(MAX_TOKENS) != Token.EOF) {
      return new Other(Other.Kind.UNKNOWN, first.getStartIndex(), end);
    }
    Expression value = plain.read();
    return value == null ? parse(first.getStartIndex(), end) : value;
  }

  /** What the grammar says of the tokens. */
  private Expression parse(int start, int end) {
    try {
      parser.reset();
      return builder.build(parser.whole());
    } catch (ParseCancellationException e) {
      return new Other(Other.Kind.UNKNOWN, start, end);
    }
  }

  /** The expression as {@link #read} has it, by the grammar alone. */
  Expression readByGrammar(int from, int end) {
    begin(from, end, MAX_DEPTH);
    return parse(tokens.LT(1).getStartIndex(), end);
  }

  private void begin(int from, int end, int maxDepth) {
    lexer.begin(from, end, maxDepth);
    tokens.clear();
    builder.bound().clear();
  }

  /** What {@code for} assigns to, from after the keyword. */
  List<String> loopTargets(int from, int end) {
    begin(from, end, MAX_DEPTH);
    try {
      parser.reset();
      return Targets.names(builder.build(parser.targets()));
    } catch (ParseCancellationException e) {
      return List.of();
    }
  }

  /** The names in the brackets at the start: {@code [T, *Ts, **P]}. */
  List<String> typeParameters(int from, int end) {
    begin(from, end, 1);
    List<String> names = new ArrayList<>();
    int before = ExpressionLexer.COMMA;
    tokens.consume();
    for (Token token = tokens.LT(1); !isClose(token); token = tokens.LT(1)) {
      int type = token.getType();
      if (type == ExpressionLexer.DOTTED && before == ExpressionLexer.COMMA) {
        names.add(builder.operands().text(token));
      }
      boolean star = type == ExpressionLexer.STAR || type == ExpressionLexer.POWER;
      before = star ? before : type;
      tokens.consume();
    }
    return List.copyOf(names);
  }

  private static boolean isClose(Token token) {
    return token.getType() == Token.EOF || ExpressionTokens.isClose(token.getType());
  }

  /** A token as the source has it, line ends included. */
  record Lexeme(int type, int start, int end) {}

  /** All tokens of a part of the source; an f-string is one, as are strings and comments. */
  List<Lexeme> lexemes(int from, int end) {
    begin(from, end, Integer.MAX_VALUE);
    List<Lexeme> lexemes = new ArrayList<>();
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      lexemes.add(new Lexeme(type, lexer.tokenStart(), lexer.tokenEnd()));
    }
    return lexemes;
  }

  /** The names before {@code :=}, from and to offsets outside of strings and comments. */
  List<Name> walrusTargets(int from, int end) {
    begin(from, end, Integer.MAX_VALUE);
    List<Name> names = new ArrayList<>();
    Lexeme before = new Lexeme(Token.EOF, from, from);
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      if (type == ExpressionLexer.WALRUS && before.type() == ExpressionLexer.DOTTED) {
        names.add(name(before));
      }
      before = new Lexeme(type, lexer.tokenStart(), lexer.tokenEnd());
    }
    return names;
  }

  /** The names before {@code :=} in the fields of f-strings in what was read last. */
  List<Name> boundInFields() {
    List<Name> names = new ArrayList<>();
    for (int start : lexer.boundInFields()) {
      int end = start;
      while ((bytes[end] > ' ' && bytes[end] != ':') || bytes[end] < 0) {
        end++;
      }
      names.add(new Name(PythonNames.dotted(bytes, start, end), start, end));
    }
    return names;
  }

  /** The dotted name of a token. */
  Name name(Lexeme token) {
    return new Name(
        PythonNames.dotted(bytes, token.start(), token.end()), token.start(), token.end());
  }

  /** What a pattern captures, and whether it matches anything. */
  record Pattern(List<String> names, boolean irrefutable) {}

  /** The pattern after {@code case}. */
  Pattern pattern(int from, int end) {
    begin(from, end, Integer.MAX_VALUE);
    List<String> names = new ArrayList<>();
    int others = 0;
    while (tokens.LA(1) != Token.EOF && tokens.LA(1) != ExpressionLexer.IF) {
      int next = tokens.LA(2);
      boolean plain = isPlainName(tokens.LT(1));
      if (plain && next != ExpressionLexer.LPAREN && next != ExpressionLexer.EQ) {
        names.add(builder.operands().text(tokens.LT(1)));
      } else if (!isParenthesis(tokens.LA(1))) {
        others++;
      }
      tokens.consume();
    }
    boolean irrefutable = others == 0 && names.size() == 1 && tokens.LA(1) == Token.EOF;
    names.remove("_");
    return new Pattern(List.copyOf(names), irrefutable);
  }

  private static boolean isParenthesis(int type) {
    return type == ExpressionLexer.LPAREN || type == ExpressionLexer.RPAREN;
  }

  private boolean isPlainName(Token token) {
    return token.getType() == ExpressionLexer.DOTTED
        && Targets.isPlain(builder.operands().text(token));
  }

  /** The plain names after {@code as} in what was read last. */
  List<String> namesAfterAs() {
    return List.copyOf(builder.bound());
  }
}
