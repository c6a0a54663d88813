package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.discovery.settings.TomlScanner.Statement;
import java.util.List;

/** Takes entries out of a list of tables; comments beside and above them stay. */
final class EntryRemoval {
  private EntryRemoval() {}

  /**
   * Takes out what a header begins: its lines and the blank ones after it, or, at the end of the
   * document, before it.
   */
  static String ofTable(String text, int header) {
    TomlScanner scanner = new TomlScanner(text);
    List<Statement> statements = scanner.statements();
    int start = scanner.lineStart(header);
    int end = start;
    List<String> path = List.of();
    for (Statement statement : statements) {
      if (statement.start() == start) {
        path = statement.path();
      } else if (statement.header() && statement.start() > start && !isIn(path, statement)) {
        break;
      }
      end = statement.start() >= start ? statement.end() : end;
    }
    int next = end;
    while (next < text.length() && scanner.isBlank(next)) {
      next++;
    }
    return next < text.length()
        ? text.substring(0, start) + text.substring(scanner.lineStart(next))
        : ending(text.substring(0, start));
  }

  private static boolean isIn(List<String> path, Statement header) {
    return header.path().size() > path.size() && header.path().subList(0, path.size()).equals(path);
  }

  private static String ending(String text) {
    String stripped = text.stripTrailing();
    int end = stripped.isEmpty() ? 0 : new TomlScanner(text).lineEnd(stripped.length());
    return text.substring(0, end) + (end == 0 ? "" : KeyInsertion.lineBreak(text));
  }

  /** Takes out the element of an array that begins with this brace. */
  static String ofElement(String text, int open) {
    TomlScanner scanner = new TomlScanner(text);
    int close = scanner.inside(open).close() + 1;
    int after = scanner.afterElement(close);
    int line = scanner.lineStart(open);
    int lineEnd = scanner.lineEnd(after);
    String rest = text.substring(after, lineEnd).strip();
    if (text.substring(line, open).isBlank() && (rest.isEmpty() || rest.startsWith("#"))) {
      return text.substring(0, line) + text.substring(text.indexOf('\n', lineEnd) + 1);
    }
    if (after > close) {
      return text.substring(0, open) + text.substring(afterSpaces(text, after));
    }
    int before = open;
    while (isSpace(text, before - 1)) {
      before--;
    }
    boolean comma = text.charAt(before - 1) == ',';
    return text.substring(0, comma ? before - 1 : open) + text.substring(close);
  }

  private static int afterSpaces(String text, int at) {
    int end = at;
    while (isSpace(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isSpace(String text, int at) {
    return text.charAt(at) == ' ' || text.charAt(at) == '\t';
  }
}
