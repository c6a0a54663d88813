package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.discovery.settings.TomlScanner.Inside;
import io.modelops.bundle.discovery.settings.TomlScanner.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/** Gives a key a value, in the way in which the document writes the key's table. */
final class KeyInsertion {
  private final TomlFile file;
  private final String text;
  private final TomlScanner scanner;
  private final String lineBreak;

  KeyInsertion(TomlFile file) {
    this.file = file;
    this.text = file.text();
    this.scanner = new TomlScanner(text);
    this.lineBreak = lineBreak(text);
  }

  static String lineBreak(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * Sets a key.
   *
   * @param path of bare keys, at least three
   * @param value as written: an array or a string
   */
  String set(List<String> path, String value) {
    Integer key = key(path);
    if (key != null) {
      int old = scanner.value(key);
      return text.substring(0, old) + value + text.substring(scanner.afterValue(old));
    }
    for (int size = path.size() - 1; size > 0; size--) {
      String rest = String.join(".", path.subList(size, path.size())) + " = " + value;
      String result = into(path.subList(0, size), path, rest, value);
      if (result != null) {
        return result;
      }
    }
    int last = path.size() - 1;
    String header = "[" + String.join(".", path.subList(0, last)) + "]";
    return text + gap(text) + header + lineBreak + path.get(last) + " = " + value + lineBreak;
  }

  /** The document with the key in that table; null if the table is not written so. */
  private @Nullable String into(
      List<String> table, List<String> path, String assignment, String array) {
    Integer inline = inlineTable(table);
    if (inline != null) {
      return intoTable(inline, assignment);
    }
    for (Statement statement : scanner.statements()) {
      List<String> there = statement.path();
      if (statement.header() && there.equals(table) && table.size() > 1) {
        String before = text.substring(0, statement.end());
        String end = before.endsWith("\n") ? "" : lineBreak;
        return before + end + assignment + lineBreak + text.substring(statement.end());
      }
      boolean dotted =
          statement.table().size() < table.size()
              && there.size() > table.size()
              && there.subList(0, table.size()).equals(table);
      if (!statement.header() && dotted) {
        List<String> written = path.subList(statement.table().size(), path.size());
        String line = String.join(".", written) + " = " + array + lineBreak;
        return text.substring(0, statement.start()) + line + text.substring(statement.start());
      }
    }
    return null;
  }

  String intoTable(int open, String assignment) {
    Inside inside = scanner.inside(open);
    String separator = inside.isEmpty() || inside.endsWithComma() ? "" : ", ";
    int at = inside.endsWithComma() ? inside.comma() : inside.end();
    String space = inside.endsWithComma() ? " " : "";
    return text.substring(0, at) + separator + space + assignment + text.substring(at);
  }

  /** What stands between a document and lines that are added at its end. */
  static String gap(String text) {
    String lineBreak = lineBreak(text);
    return text.isEmpty() ? "" : text.endsWith("\n") ? lineBreak : lineBreak + lineBreak;
  }

  /** The offset of a key; null if there is no such key, or if table headers define it. */
  @Nullable Integer key(List<String> path) {
    TomlPosition position = file.table().inputPositionOf(path);
    if (position == null || file.table().get(path) == null) {
      return null;
    }
    int at = file.offset(position);
    return text.charAt(at) == '[' ? null : at;
  }

  /** The offset of the opening brace of an inline table; null if the value is no inline table. */
  @Nullable Integer inlineTable(List<String> path) {
    Integer key = key(path);
    if (key == null) {
      return null;
    }
    int value = scanner.value(key);
    List<String> parts = scanner.key(key);
    boolean whole = parts.get(parts.size() - 1).equals(path.get(path.size() - 1));
    return whole && text.charAt(value) == '{' ? value : null;
  }
}
