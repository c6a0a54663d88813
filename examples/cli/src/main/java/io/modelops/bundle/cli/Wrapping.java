package io.modelops.bundle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Breaks text into lines between words, but for commands: those are to be copied as they are. */
final class Wrapping {
  private static final String PROGRAM = Cli.NAME;
  private static final String CHANGE = "cd";
  private static final String THEN = "&&";

  private Wrapping() {}

  /** Breaks lines that are longer than a width; what follows is indented. */
  static String wrap(String text, int width, int indent) {
    String margin = "\n" + " ".repeat(indent);
    return text.lines()
        .map(line -> wrap(line, width, indent, margin))
        .collect(Collectors.joining(margin));
  }

  private static String wrap(String line, int width, int indent, String margin) {
    StringBuilder out = new StringBuilder();
    int column = indent;
    for (String unit : units(line)) {
      int length = unit.codePointCount(0, unit.length());
      boolean first = out.isEmpty();
      if (!first && column + 1 + length > width) {
        out.append(margin).append(unit);
        column = indent + length;
      } else {
        out.append(first ? "" : " ").append(unit);
        column += length + (first ? 0 : 1);
      }
    }
    return out.toString();
  }

  /** Words, and whole commands. */
  private static List<String> units(String line) {
    List<String> units = new ArrayList<>();
    boolean command = false;
    String last = "";
    for (String word : line.split(" ", -1)) {
      int end = units.size() - 1;
      if (command && belongs(units.get(end), last, word)) {
        units.set(end, units.get(end) + " " + word);
      } else {
        units.add(word);
        command = word.equals(CHANGE) || word.endsWith(PROGRAM);
      }
      last = word;
    }
    return units;
  }

  /** Whether a word goes on with a command. */
  private static boolean belongs(String command, String last, String word) {
    boolean quoted = command.chars().filter(c -> c == '\'').count() % 2 == 1;
    if (quoted || last.endsWith(PROGRAM) || last.equals(CHANGE) || last.equals(THEN)) {
      return true;
    }
    boolean over = !last.isEmpty() && ",;:.)".indexOf(last.charAt(last.length() - 1)) >= 0;
    return !over && (last.startsWith("-") || isArgument(word));
  }

  private static boolean isArgument(String word) {
    return word.startsWith("-")
        || word.startsWith("'")
        || word.equals(THEN)
        || word.indexOf('/') >= 0
        || (!word.isEmpty() && word.chars().allMatch(c -> !Character.isLowerCase(c)));
  }
}
