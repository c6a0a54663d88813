package io.modelops.bundle.cli;

import java.util.List;
import java.util.Map;

/**
 * Which of the standard streams are terminals, and of what kind. Java 17 cannot tell; the launcher
 * can.
 *
 * @param cursor whether they let it be moved
 * @param colour whether colours are wanted
 * @param columns how wide they are
 */
record Terminals(
    boolean in, boolean out, boolean err, boolean cursor, boolean colour, int columns) {
  private static final int COLUMNS = 80;

  static final Terminals NONE = new Terminals(false, false, false, false, false, COLUMNS);

  /**
   * @param names of the streams, such as {@code in,out,err}
   * @param columns as a number; anything else stands for the usual width
   */
  static Terminals of(String names, String columns, Map<String, String> variables) {
    List<String> streams = List.of(names.split(","));
    boolean cursor = !"dumb".equals(variables.get("TERM"));
    return new Terminals(
        streams.contains("in"),
        streams.contains("out"),
        streams.contains("err"),
        cursor,
        cursor && variables.getOrDefault("NO_COLOR", "").isEmpty(),
        width(columns));
  }

  private static int width(String columns) {
    try {
      int width = Integer.parseInt(columns);
      return width > 0 ? width : COLUMNS;
    } catch (NumberFormatException e) {
      return COLUMNS;
    }
  }
}
