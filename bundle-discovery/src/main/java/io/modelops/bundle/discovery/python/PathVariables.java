package io.modelops.bundle.discovery.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paths that variables of a source stand for: what the last assignment above makes them. Sees
 * each statement as far as it is outside of brackets.
 */
final class PathVariables {
  private static final Set<String> CLAUSES = Set.of("try", "finally");

  private final Map<String, PathValue> values = new HashMap<>();
  private final List<String> left = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();
  private String first = "";
  private @Nullable String annotated;
  private boolean several;
  private boolean assigned;

  PathVariables() {
    values.put("__file__", PathValue.FILE);
  }

  /** The longest part of a dotted name, from its start, that is a variable; empty if none is. */
  String in(String dotted) {
    for (int end = dotted.length(); end > 0; end = dotted.lastIndexOf('.', end - 1)) {
      String first = dotted.substring(0, end);
      if (values.containsKey(first)) {
        return first;
      }
    }
    return "";
  }

  PathValue get(String name) {
    return values.getOrDefault(name, PathValue.UNKNOWN);
  }

  /** Whether the statement is an assignment whose targets have been read. */
  boolean isAssigned() {
    return assigned;
  }

  /** A statement that begins with a name. */
  void begin(String name) {
    first = name;
  }

  /**
   * A comma.
   *
   * @param name what stands before it; null if that is no name
   */
  void comma(@Nullable String name) {
    if (name != null && !assigned) {
      left.add(name);
    }
    several = true;
  }

  /**
   * A colon after a single name.
   *
   * @param name what is annotated, unless it is a keyword
   */
  void annotate(String name) {
    annotated = CLAUSES.contains(name) ? null : name;
  }

  /**
   * The sign of equality.
   *
   * @param name what stands before it; null if that is no name
   */
  void assign(@Nullable String name) {
    String target = annotated != null ? annotated : name;
    if (several || target == null) {
      left.forEach(values::remove);
      values.remove(target == null ? first : target);
      targets.clear();
    } else {
      targets.add(target);
    }
    annotated = null;
    several = false;
    assigned = true;
  }

  /** The end of a statement whose last expression has a value. */
  void end(PathValue value) {
    for (String target : targets) {
      if (value.isKnown() && !several) {
        values.put(target, value.withoutLiteral());
      } else {
        values.remove(target);
      }
    }
    left.clear();
    targets.clear();
    annotated = null;
    several = false;
    assigned = false;
  }
}
