package io.modelops.bundle.value;

/**
 * A pattern for project files: {@code *} and {@code ?} within a component, {@code [a-z]} and {@code
 * [!a-z]}, {@code **} as a whole component for any number of directories, {@code \} before a
 * character that is meant literally. No braces. Matching takes time linear in the path for each
 * component of the pattern.
 */
public final class Glob {
  private final String pattern;

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException naming the character position, if it is malformed, absolute or
   *     leads outside by {@code ..}
   */
  public static Glob parse(String pattern) {
    return new Glob(pattern);
  }

  /**
   * Whether a path matches as a whole.
   *
   * @param path relative to the project, {@code /}-separated
   */
  public boolean matches(String path) {
    throw new UnsupportedOperationException();
  }

  /** Whether the text has a character that means something in a pattern. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && glob.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  /** The pattern as it was read. */
  @Override
  public String toString() {
    return pattern;
  }
}
