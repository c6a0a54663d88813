package io.modelops.bundle.value;

import java.util.Comparator;

/**
 * A fault in the user's sources or settings. It never stops discovery; it is part of the result.
 *
 * @param code stable, such as {@code python-syntax}
 * @param file relative to the project
 * @param line from 1; 0 if the issue concerns the file as a whole
 * @param column from 1, in code points; 0 if the issue concerns the whole line or file
 */
public record Issue(
    Severity severity, String code, String file, int line, int column, String message)
    implements Comparable<Issue> {

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  private static final Comparator<Issue> ORDER =
      Comparator.comparing(Issue::file, BundlePath.ORDER)
          .thenComparingInt(Issue::line)
          .thenComparingInt(Issue::column)
          .thenComparing(Issue::code)
          .thenComparing(Issue::message)
          .thenComparing(Issue::severity);

  /** By file, line, column. */
  @Override
  public int compareTo(Issue other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line)
        + (column == 0 ? "" : ":" + column)
        + ": "
        + message;
  }
}
