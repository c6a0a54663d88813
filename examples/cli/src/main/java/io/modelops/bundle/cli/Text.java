package io.modelops.bundle.cli;

import io.modelops.bundle.value.BundlePath;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words and numbers for people. */
final class Text {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
  private static final int KIBI = 1024;

  private Text() {}

  /** A name with everything that a terminal could take for a command as {@code \\uXXXX}. */
  static String show(String name) {
    return BundlePath.escape(name);
  }

  /** A path as it has to be typed in a shell. */
  static String shell(String path) {
    String safe = path.startsWith("-") ? "./" + path : path;
    return safe.matches("[\\w./@%+=:,-]+") ? safe : "'" + show(safe).replace("'", "'\\''") + "'";
  }

  /** {@link #show} for whole messages: line ends stay. */
  static String showLines(String message) {
    return String.join("\n", message.lines().map(Text::show).toList());
  }

  /** {@code 1 file}, {@code 1,200 files}. */
  static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** As the format {@code %,d}, whose first use takes 5 ms. */
  static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  static String size(long bytes) {
    if (bytes < KIBI) {
      return count(bytes, "byte");
    }
    double value = bytes;
    int unit = -1;
    do {
      value /= KIBI;
      unit++;
    } while (value >= KIBI - 0.05 && unit < UNITS.length - 1);
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  static String pad(String text, int width) {
    int length = text.codePointCount(0, text.length());
    return length >= width ? text : text + " ".repeat(width - length);
  }

  /** At most so many characters of it; dots say that there are more. */
  static String cut(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 3))) + "...";
  }

  static int width(Collection<String> texts) {
    return texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(0);
  }

  /** What somebody probably meant: the nearest known word, if one is near. */
  static Optional<String> nearest(String typed, Collection<String> known) {
    int tolerance = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(word -> distance(typed, word) <= tolerance)
        .min(Comparator.<String>comparingInt(word -> distance(typed, word)).thenComparing(w -> w));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that lead from a to b. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best =
        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  /** {@code a, b and 3 more}. */
  static String some(List<String> names, int limit) {
    String shown = String.join(", ", names.stream().limit(limit).map(Text::show).toList());
    return names.size() > limit ? shown + " and " + (names.size() - limit) + " more" : shown;
  }
}
