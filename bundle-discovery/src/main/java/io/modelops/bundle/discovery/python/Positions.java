package io.modelops.bundle.discovery.python;

import java.util.Arrays;

/** Line and column of a byte offset in UTF-8 text; both from 1, columns in code points. */
final class Positions {

  private final byte[] bytes;
  private final int[] lineStarts;

  Positions(byte[] bytes) {
    this.bytes = bytes;
    this.lineStarts = lineStarts(bytes);
  }

  private static int[] lineStarts(byte[] bytes) {
    int[] starts = new int[64 + bytes.length / 32];
    int count = 1;
    for (int i = 0; i < bytes.length; i++) {
      byte value = bytes[i];
      if (value > '\r' || !endsLine(bytes, i)) {
        continue;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  /** Whether a line ends with this byte: LF, or CR that no LF follows. */
  private static boolean endsLine(byte[] bytes, int at) {
    return bytes[at] == '\n'
        || (bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n'));
  }

  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  int column(int offset) {
    int column = 1;
    for (int i = lineStarts[line(offset) - 1]; i < Math.min(offset, bytes.length); i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return column;
  }
}
