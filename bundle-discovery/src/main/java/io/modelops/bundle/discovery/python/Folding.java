package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.Token;

/** Source text in which comments and line breaks outside strings are single spaces. */
final class Folding {

  private final byte[] source;
  private final ExpressionTokens lexer;

  Folding(byte[] source, ExpressionTokens lexer) {
    this.source = source;
    this.lexer = lexer;
  }

  String fold(int from, int end) {
    byte[] folded = new byte[end - from];
    int length = 0;
    int copied = from;
    lexer.begin(from, end, 0);
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      if (type == ExpressionLexer.LINE) {
        continue;
      }
      int start = lexer.tokenStart();
      if (copied > from && hasBreak(copied, start)) {
        folded[length++] = ' ';
      } else if (copied > from) {
        length = copy(copied, start, folded, length);
      }
      copied = lexer.tokenEnd();
      length = copy(start, copied, folded, length);
    }
    return new String(folded, 0, length, StandardCharsets.UTF_8);
  }

  private int copy(int from, int end, byte[] into, int length) {
    System.arraycopy(source, from, into, length, end - from);
    return length + end - from;
  }

  /** Whether there is a comment or a line end in a gap between two tokens. */
  private boolean hasBreak(int from, int end) {
    for (int at = from; at < end; at++) {
      if (source[at] == '\n' || source[at] == '\r') {
        return true;
      }
    }
    return false;
  }
}
