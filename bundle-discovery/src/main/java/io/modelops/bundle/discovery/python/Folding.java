package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;

/** Comments and line breaks outside strings become single spaces. */
final class Folding {

  private final byte[] source;
  private final int end;
  private final byte[] folded;
  private int length;

  private Folding(byte[] source, int from, int end) {
    this.source = source;
    this.end = end;
    this.folded = new byte[end - from];
  }

  static String fold(byte[] source, int from, int end) {
    Folding folding = new Folding(source, from, end);
    folding.run(from);
    return new String(folding.folded, 0, folding.length, StandardCharsets.UTF_8).strip();
  }

  private void run(int from) {
    int at = from;
    while (at < end) {
      byte b = source[at];
      int next = at + 1;
      if (b == '\'' || b == '"') {
        next = endOfString(at);
        copy(at, next);
      } else if (isInGap(b)) {
        next = endOfGap(at);
        if (isInLine(at, next)) {
          copy(at, next);
        } else {
          folded[length++] = ' ';
        }
      } else {
        folded[length++] = b;
      }
      at = next;
    }
  }

  private void copy(int from, int to) {
    System.arraycopy(source, from, folded, length, to - from);
    length += to - from;
  }

  private int endOfString(int quote) {
    byte mark = source[quote];
    int size = isTriple(mark, quote) ? 3 : 1;
    for (int at = quote + size; at < end; at++) {
      byte b = source[at];
      if (b == '\\') {
        at++;
      } else if (b == mark && (size == 1 || isTriple(mark, at))) {
        return at + size;
      }
    }
    return end;
  }

  private boolean isTriple(byte mark, int at) {
    return at + 2 < end && source[at + 1] == mark && source[at + 2] == mark;
  }

  private int endOfGap(int from) {
    int at = from;
    while (at < end && isInGap(source[at])) {
      if (source[at] == '#') {
        while (at < end && !isEol(source[at])) {
          at++;
        }
      } else {
        at++;
      }
    }
    return at;
  }

  private boolean isInLine(int from, int to) {
    for (int at = from; at < to; at++) {
      if (isEol(source[at]) || source[at] == '#') {
        return false;
      }
    }
    return true;
  }

  private static boolean isInGap(byte b) {
    return b == ' ' || b == '#' || b == '\\' || (b >= 0 && Character.isWhitespace(b));
  }

  private static boolean isEol(byte b) {
    return b == '\n' || b == '\r';
  }
}
