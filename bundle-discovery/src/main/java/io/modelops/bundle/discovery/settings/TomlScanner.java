package io.modelops.bundle.discovery.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tomlj.Toml;

/** Finds offsets in a text that is known to be valid TOML. */
record TomlScanner(String text) {
  /**
   * The inside of an array or inline table.
   *
   * @param open the offset of the opening bracket
   * @param close the offset of the closing bracket
   * @param last the start of the last element
   * @param end the end of the last element; {@code open + 1} if there is none
   * @param comma the end of the comma after the last element; {@code end} if there is none
   */
  record Inside(int open, int close, int last, int end, int comma) {
    boolean isEmpty() {
      return end == open + 1;
    }

    boolean endsWithComma() {
      return comma > end;
    }
  }

  /**
   * A header or an assignment.
   *
   * @param start of its first line
   * @param end of its last line, line break included
   * @param table the path of the header that it is below; of a header, its own path
   * @param path whole
   */
  record Statement(int start, int end, List<String> table, List<String> path, boolean header) {}

  /** What the document consists of, but for comments and blank lines. */
  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    List<String> table = List.of();
    for (int at = 0; at < text.length(); ) {
      if (text.charAt(at) == '#' || isBlank(at)) {
        at = afterToken(at);
        continue;
      }
      boolean header = text.charAt(at) == '[';
      List<String> key = header ? headerKey(at) : key(at);
      table = header ? key : table;
      List<String> path = header ? key : Stream.concat(table.stream(), key.stream()).toList();
      int end = afterStatement(at);
      statements.add(new Statement(lineStart(at), end, table, path, header));
      at = end;
    }
    return statements;
  }

  private List<String> headerKey(int open) {
    int brackets = text.startsWith("[[", open) ? 2 : 1;
    int close = inside(open).close() + 1;
    return Toml.parseDottedKey(text.substring(open + brackets, close - brackets).strip());
  }

  /** The parts of the key that starts here. */
  List<String> key(int at) {
    return Toml.parseDottedKey(text.substring(at, equalsSign(at)).strip());
  }

  private int afterStatement(int start) {
    int depth = 0;
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      at = afterToken(at);
      if (c == '\n' && depth == 0) {
        break;
      }
    }
    return at;
  }

  /** The offset of the {@code =} after a key. */
  int equalsSign(int key) {
    int at = key;
    while (text.charAt(at) != '=') {
      at = afterToken(at);
    }
    return at;
  }

  /** The start of the value of a key. */
  int value(int key) {
    int at = equalsSign(key) + 1;
    while (isBlank(at)) {
      at++;
    }
    return at;
  }

  /** Scans an array or inline table. */
  Inside inside(int open) {
    int depth = 1;
    int last = open + 1;
    int end = open + 1;
    int comma = open + 1;
    boolean starts = true;
    for (int at = open + 1; ; ) {
      char c = text.charAt(at);
      int next = afterToken(at);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (depth == 0) {
        return new Inside(open, at, last, end, Math.max(comma, end));
      }
      if (c == ',' && depth == 1) {
        comma = next;
        starts = true;
      } else if (c != '#' && !isBlank(at)) {
        last = starts ? at : last;
        end = next;
        starts = false;
      }
      at = next;
    }
  }

  /** The offset after an element of an array and the comma that follows it, if one does. */
  int afterElement(int end) {
    for (int at = end; ; at = afterToken(at)) {
      if (text.charAt(at) != '#' && !isBlank(at)) {
        return text.charAt(at) == ',' ? at + 1 : end;
      }
    }
  }

  boolean isBlank(int at) {
    return " \t\r\n".indexOf(text.charAt(at)) >= 0;
  }

  /** The end of the value that begins at an offset. */
  int afterValue(int at) {
    return text.charAt(at) == '[' ? inside(at).close() + 1 : afterToken(at);
  }

  /** The offset after a string, a comment or any other single character. */
  private int afterToken(int at) {
    return switch (text.charAt(at)) {
      case '#' -> lineEnd(at);
      case '"' -> afterString(at, '"');
      case '\'' -> afterString(at, '\'');
      default -> at + 1;
    };
  }

  private int afterString(int start, char quote) {
    String three = String.valueOf(quote).repeat(3);
    String mark = text.startsWith(three, start) ? three : String.valueOf(quote);
    int at = start + mark.length();
    while (!text.startsWith(mark, at)) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    at += mark.length();
    // up to two quotes may stand before the closing three
    while (mark.length() == 3 && at < text.length() && text.charAt(at) == quote) {
      at++;
    }
    return at;
  }

  /** The end of the line, before its line break. */
  int lineEnd(int at) {
    int feed = text.indexOf('\n', at);
    int end = feed < 0 ? text.length() : feed;
    return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }
}
