package io.modelops.bundle.discovery.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Collects the telling literals of one file. */
final class LiteralScan {

  private static final Pattern PATH =
      Pattern.compile(
          "(?!/)(?=.*[/.])[\\w .+@/-]*[\\w+@-](?<![.])", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int LONGEST_PATH = 1_000;
  private static final int POLL_INTERVAL = 1_000;

  private final byte[] bytes;
  private final Positions positions;
  private final Runnable checkpoint;
  private final List<Literal> literals = new ArrayList<>();
  private int depth;
  private int statementStart;
  private int callEnd = -1;

  LiteralScan(byte[] bytes, Runnable checkpoint) {
    this.bytes = bytes;
    this.positions = new Positions(bytes);
    this.checkpoint = checkpoint;
  }

  List<Literal> run() {
    LiteralLexer lexer = new LiteralLexer(new ByteStream(bytes));
    lexer.removeErrorListeners();
    Token token = lexer.nextToken();
    for (int count = 1; token.getType() != Token.EOF; count++) {
      if (count % POLL_INTERVAL == 0) {
        checkpoint.run();
      }
      accept(token);
      token = lexer.nextToken();
    }
    return List.copyOf(literals);
  }

  private void accept(Token token) {
    int end = token.getStopIndex() + 1;
    switch (token.getType()) {
      case LiteralLexer.OPEN -> depth++;
      case LiteralLexer.CLOSE -> depth--;
      case LiteralLexer.LINE, LiteralLexer.STATEMENT ->
          statementStart = depth <= 0 ? end : statementStart;
      case LiteralLexer.IMPORT_CALL -> {
        depth++;
        callEnd = end;
      }
      default -> string(token.getStartIndex(), end);
    }
  }

  private void string(int start, int end) {
    if (start == statementStart) {
      statementStart = end;
      return;
    }
    String value = value(start, end);
    if (value == null) {
      return;
    }
    if (start == callEnd) {
      add(Literal.Kind.MODULE, value, start);
    } else if (PATH.matcher(value).matches()) {
      add(Literal.Kind.PATH, value, start);
    }
  }

  private @Nullable String value(int start, int end) {
    return end - start > LONGEST_PATH ? null : StringLiterals.value(Names.text(bytes, start, end));
  }

  private void add(Literal.Kind kind, String value, int start) {
    literals.add(new Literal(kind, value, positions.line(start), positions.column(start)));
  }
}
