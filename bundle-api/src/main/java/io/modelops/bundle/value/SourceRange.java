package io.modelops.bundle.value;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A place in a source file.
 *
 * @param file relative to the project, {@code /}-separated
 * @param line from 1
 * @param column from 1, in code points
 * @param endLine the last line, inclusive
 */
public record SourceRange(String file, int line, int column, int endLine) implements Serializable {
  public SourceRange {
    if (line < 1 || column < 1 || endLine < line) {
      throw new IllegalArgumentException(
          "not a source range: " + file + ":" + line + ":" + column + "-" + endLine);
    }
  }

  /** {@code file:line}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceRange that
        && that.line == line
        && that.column == column
        && that.endLine == endLine
        && that.file.equals(file);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * file.hashCode() + line) + column) + endLine;
  }
}
