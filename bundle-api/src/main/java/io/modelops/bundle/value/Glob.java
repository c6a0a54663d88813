package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern for project files: {@code *} and {@code ?} within a component, {@code [a-z]} and {@code
 * [!a-z]}, {@code **} as a whole component for any number of directories (at the end: for anything
 * below), {@code \} before a character that is meant literally. No braces. Matching takes time
 * linear in the path for each component of the pattern.
 */
public final class Glob implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String pattern;
  private final transient List<Component> components;

  private Glob(String pattern) {
    this.pattern = pattern;
    this.components = new GlobReader(pattern).components();
  }

  private Object readResolve() {
    return new Glob(pattern); // with the components that are not serialised
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
    String[] names = path.split("/", -1);
    return matches(
        components.size(),
        names.length,
        at -> components.get(at).anyDirectories(),
        (at, name) -> components.get(at).matches(names[name]));
  }

  /** Whether the text has a character that means something in a pattern. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
  }

  /** Whether an element of the pattern stands for a unit of the text. */
  interface Match {
    boolean test(int element, int unit);
  }

  /**
   * Compares from the left. Where it fails, the last element that stands for any units takes one
   * more: those before it need never be tried again.
   */
  static boolean matches(int elements, int units, IntPredicate any, Match one) {
    int element = 0;
    int unit = 0;
    int lastAny = -1;
    int resume = 0;
    while (unit < units) {
      if (element < elements && any.test(element)) {
        lastAny = element++;
        resume = unit;
      } else if (element < elements && one.test(element, unit)) {
        element++;
        unit++;
      } else if (lastAny >= 0) {
        element = lastAny + 1;
        unit = ++resume;
      } else {
        return false;
      }
    }
    while (element < elements && any.test(element)) {
      element++;
    }
    return element == elements;
  }

  /**
   * What stands between two slashes.
   *
   * @param anyDirectories whether it is {@code **}
   * @param elements which code points each element stands for
   */
  record Component(boolean anyDirectories, List<IntPredicate> elements) {
    /** The element {@code *}. */
    static final IntPredicate ANY = c -> true;

    static final Component DIRECTORIES = new Component(true, List.of());

    boolean matches(String name) {
      int[] units = name.codePoints().toArray();
      return Glob.matches(
          elements.size(),
          units.length,
          at -> elements.get(at).equals(ANY),
          (at, unit) -> elements.get(at).test(units[unit]));
    }
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
