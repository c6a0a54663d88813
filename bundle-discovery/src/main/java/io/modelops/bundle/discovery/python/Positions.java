package io.modelops.bundle.discovery.python;

import java.util.Arrays;

/**
 * Line and column of a byte offset in UTF-8 text. Both count from 1, columns in code points. A
 * question is quick if its offset is near that of the last one.
 */
final class Positions {

  private final byte[] bytes;
  private int[] lineStarts;
  private int count = 1;
  private int current;
  private boolean ascii = true;
  private int firstNul = -1;

  Positions(byte[] bytes) {
    this.bytes = bytes;
    this.lineStarts = new int[64 + bytes.length / 32];
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] <= '\r') {
        note(i, bytes[i]);
      }
    }
  }

  private void note(int at, byte value) {
    if (value < 0) {
      ascii = false;
    } else if (value == 0 && firstNul < 0) {
      firstNul = at;
    } else if (value == '\n'
        || (value == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n'))) {
      if (count == lineStarts.length) {
        lineStarts = Arrays.copyOf(lineStarts, count * 2);
      }
      lineStarts[count++] = at + 1;
    }
  }

  boolean isAscii() {
    return ascii;
  }

  /** The offset of the first NUL byte, or -1. */
  int firstNul() {
    return firstNul;
  }

  /** Where a line begins; the end of the text for those after the last. */
  int start(int line) {
    return line <= count ? lineStarts[line - 1] : bytes.length;
  }

  int line(int offset) {
    while (lineStarts[current] > offset) {
      current--;
    }
    while (current + 1 < count && lineStarts[current + 1] <= offset) {
      current++;
    }
    return current + 1;
  }

  int column(int offset) {
    int start = lineStarts[line(offset) - 1];
    int end = Math.min(offset, bytes.length);
    int column = 1 + end - start;
    for (int i = start; i < end && !ascii; i++) {
      if ((bytes[i] & 0xC0) == 0x80) {
        column--;
      }
    }
    return column;
  }
}
