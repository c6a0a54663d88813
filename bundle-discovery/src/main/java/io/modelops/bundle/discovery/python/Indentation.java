package io.modelops.bundle.discovery.python;

/** The column where a line's statement begins, counted as CPython does; for one line at a time. */
final class Indentation {

  private static final int TAB = 8;

  private final byte[] bytes;
  private int column;
  private int narrowColumn;
  private int end;

  Indentation(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean isBlank(byte value) {
    return value == ' ' || value == '\t' || value == '\f';
  }

  /** With tabs to the next multiple of 8. */
  int column() {
    return column;
  }

  /** With tabs as one column. */
  int narrowColumn() {
    return narrowColumn;
  }

  /** Where the statement begins. */
  int end() {
    return end;
  }

  /** False for a blank line and a comment. */
  boolean startsStatement() {
    return end < bytes.length && bytes[end] != '#' && !isLineEnd(end);
  }

  /** Measures the line whose first character that is not blank is at {@code offset}. */
  void measureBefore(int offset) {
    int start = offset;
    while (start > 0 && bytes[start - 1] == ' ') {
      start--;
    }
    if (bytes[offset] == '\\' || (start > 0 && isBlank(bytes[start - 1]))) {
      while (start > 0 && isBlank(bytes[start - 1])) {
        start--;
      }
      measureFrom(start);
    } else {
      column = offset - start;
      narrowColumn = column;
      end = offset;
    }
  }

  /**
   * Measures the line that starts at {@code offset}. The blanks of lines joined by backslashes
   * count together, unless the first backslash has a column of its own.
   */
  void measureFrom(int offset) {
    column = 0;
    narrowColumn = 0;
    end = offset;
    int continued = 0;
    while (end < bytes.length && (isBlank(bytes[end]) || isContinuation())) {
      if (bytes[end] == '\\') {
        continued = continued == 0 ? column : continued;
        end += isLineEnd(end + 2) && bytes[end + 1] == '\r' && bytes[end + 2] == '\n' ? 3 : 2;
      } else {
        count(bytes[end++]);
      }
    }
    if (continued > 0) {
      column = continued;
      narrowColumn = continued;
    }
  }

  private void count(byte blank) {
    if (blank == '\f') {
      column = 0;
      narrowColumn = 0;
    } else {
      column = blank == '\t' ? (column / TAB + 1) * TAB : column + 1;
      narrowColumn++;
    }
  }

  private boolean isContinuation() {
    return bytes[end] == '\\' && isLineEnd(end + 1);
  }

  private boolean isLineEnd(int at) {
    return at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r');
  }
}
