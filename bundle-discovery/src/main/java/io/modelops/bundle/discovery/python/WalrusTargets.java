package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Assignment;
import java.util.List;

/** The assignments inside expressions, {@code x := v}, handed out in source order. */
final class WalrusTargets {

  private final byte[] bytes;
  private final ExpressionReader reader;
  private final Positions positions;
  private int from;
  private boolean read = true;
  private int sign;

  WalrusTargets(byte[] bytes, ExpressionReader reader, Positions positions) {
    this.bytes = bytes;
    this.reader = reader;
    this.positions = positions;
    this.sign = nextSign(0);
  }

  /** The next {@code :=} in code, a string or a comment; the end if there is none. */
  private int nextSign(int start) {
    for (int at = start + 1; at < bytes.length; at += 2) { // one of its two bytes is met
      if ((bytes[at] | 7) == '?') { // a colon, an equals sign or their neighbours in ASCII
        if (bytes[at] == '=' && bytes[at - 1] == ':') {
          return at - 1;
        } else if (bytes[at] == ':' && at + 1 < bytes.length && bytes[at + 1] == '=') {
          return at;
        }
      }
    }
    return bytes.length;
  }

  /** Whether values matter from here on. */
  void read(boolean values) {
    read = values;
  }

  /** Adds those before an offset, outside of strings and comments, that have not been added. */
  void addBefore(int offset, List<Statement> into) {
    if (sign < offset) {
      for (Walrus.Found each : Walrus.in(reader, from, offset, read)) {
        into.add(assignment(each.target(), each.value()));
      }
      sign = nextSign(offset);
    }
    from = Math.max(from, offset);
  }

  private Assignment assignment(Expression.Name target, Expression value) {
    int line = positions.line(target.start());
    return new Assignment(
        List.of(target.name()), false, value, line, positions.column(target.start()));
  }
}
