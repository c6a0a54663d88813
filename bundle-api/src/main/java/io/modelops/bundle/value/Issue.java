package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fault in the user's sources or settings. It never stops discovery; it is part of the result.
 */
public final class Issue extends Value implements Comparable<Issue> {
  private static final long serialVersionUID = 1L;

  private final Severity severity;
  private final String code;
  private final String file;
  private final int line;
  private final int column;
  private final String message;
  private final boolean incomplete;

  private Issue(
      Severity severity,
      String code,
      String file,
      int line,
      int column,
      String message,
      boolean incomplete) {
    this.severity = severity;
    this.code = code;
    this.file = file;
    this.line = line;
    this.column = column;
    this.message = message;
    this.incomplete = incomplete;
  }

  public static Issue of(
      Severity severity, String code, String file, int line, int column, String message) {
    return new Issue(severity, code, file, line, column, message, false);
  }

  /** The same issue, of something that could not be looked at. */
  public Issue withIncomplete() {
    return new Issue(severity, code, file, line, column, message, true);
  }

  /**
   * Whether the file or directory could not be looked at, so that the result may lack what it
   * holds. Who takes a choice from the result refuses to, rather than leave that out unnoticed.
   */
  public boolean incomplete() {
    return incomplete;
  }

  public Severity severity() {
    return severity;
  }

  /** Stable, such as {@code python-syntax}. */
  public String code() {
    return code;
  }

  /** Relative to the project. */
  public String file() {
    return file;
  }

  /** From 1; 0 if the issue concerns the file as a whole. */
  public int line() {
    return line;
  }

  /** From 1, in code points; 0 if the issue concerns the whole line or file. */
  public int column() {
    return column;
  }

  public String message() {
    return message;
  }

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  /** By file, line, column. */
  @Override
  public int compareTo(Issue other) {
    int byFile = BundlePath.ORDER.compare(file, other.file);
    int byPlace =
        line == other.line
            ? Integer.compare(column, other.column)
            : Integer.compare(line, other.line);
    int byCode = code.compareTo(other.code);
    int byText = message.compareTo(other.message);
    return IntStream.of(byFile, byPlace, byCode, byText)
        .filter(order -> order != 0)
        .findFirst()
        .orElseGet(() -> severity.compareTo(other.severity));
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

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(severity, code, file, line, column, message, incomplete);
  }
}
