package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The assignments inside expressions, {@code x := v}, handed out in source order. */
final class WalrusTargets {

  /** The source with one character for each byte, which the JVM searches fastest. */
  private final String text;

  private final ExpressionReader reader;
  private final Positions positions;
  private int from;
  private int sign;

  WalrusTargets(byte[] bytes, ExpressionReader reader, Positions positions) {
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    this.reader = reader;
    this.positions = positions;
    this.sign = nextSign(0);
  }

  /** The next {@code :=} in code, a string or a comment; the end if there is none. */
  private int nextSign(int from) {
    int next = text.indexOf(":=", from);
    return next < 0 ? text.length() : next;
  }

  /** Adds those before an offset, outside of strings and comments, that have not been added. */
  void addBefore(int offset, List<Statement> into) {
    if (sign < offset) {
      reader.walrusTargets(from, offset).forEach(target -> into.add(assignment(target)));
      sign = nextSign(offset);
    }
    from = Math.max(from, offset);
  }

  private Assignment assignment(Expression.Name target) {
    Expression value = new Other(Other.Kind.UNKNOWN, target.end(), target.end());
    int line = positions.line(target.start());
    return new Assignment(
        List.of(target.name()), false, value, line, positions.column(target.start()));
  }
}
