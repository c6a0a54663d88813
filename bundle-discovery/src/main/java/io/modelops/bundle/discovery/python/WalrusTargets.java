package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The assignments inside expressions, {@code x := v}, handed out in source order. */
final class WalrusTargets {

  private final byte[] bytes;
  private final Positions positions;
  private final List<Expression.Name> targets = new ArrayList<>();
  private int next;

  WalrusTargets(byte[] bytes, Positions positions, Runnable checkpoint) {
    this.bytes = bytes;
    this.positions = positions;
    if (mayHaveAny()) {
      collect(checkpoint);
    }
  }

  private boolean mayHaveAny() {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == '=' && bytes[i - 1] == ':') {
        return true;
      }
    }
    return false;
  }

  private void collect(Runnable checkpoint) {
    ExpressionLexer lexer = ExpressionReader.lexer(bytes, checkpoint);
    lexer.begin(0, bytes.length, Integer.MAX_VALUE);
    int before = Token.EOF;
    int start = 0;
    int end = 0;
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      if (type == ExpressionLexer.WALRUS && before == ExpressionLexer.DOTTED) {
        targets.add(new Expression.Name(PythonNames.dotted(bytes, start, end), start, end));
      }
      before = type;
      start = lexer.tokenStart();
      end = lexer.tokenEnd();
    }
  }

  /** Adds those before an offset that have not been added yet. */
  void addBefore(int offset, List<Statement> into) {
    for (; next < targets.size() && targets.get(next).start() < offset; next++) {
      Expression.Name target = targets.get(next);
      Expression value = new Other(Other.Kind.UNKNOWN, target.end(), target.end());
      into.add(
          new Assignment(
              List.of(target.name()),
              false,
              value,
              positions.line(target.start()),
              positions.column(target.start())));
    }
  }
}
