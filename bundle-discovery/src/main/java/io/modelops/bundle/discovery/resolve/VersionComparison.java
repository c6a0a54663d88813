package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Liveness.Truth;
import io.modelops.bundle.discovery.symbols.Condition.Version;
import java.util.List;

/** Compares versions of Python, of which only major and minor number are known. */
final class VersionComparison {
  private static final int MAJOR = 3;

  private VersionComparison() {}

  /** Whether a condition holds for a minor version; MAYBE if the rest of the version decides. */
  static Truth holds(Version condition, int minor) {
    List<Integer> other = condition.other();
    return switch (condition.part()) {
      case MAJOR -> holds(condition.operator(), Integer.compare(MAJOR, other.get(0)));
      case MINOR -> holds(condition.operator(), Integer.compare(minor, other.get(0)));
      case WHOLE, BEGINNING -> {
        int order = compare(minor, other);
        boolean open = order == 0 && other.size() > 2;
        // the whole has more components, and is higher where all that are compared are equal
        boolean longer = order == 0 && condition.part() == Version.Part.WHOLE;
        yield open ? Truth.MAYBE : holds(condition.operator(), longer ? 1 : order);
      }
    };
  }

  private static int compare(int minor, List<Integer> other) {
    int order = other.isEmpty() ? 0 : Integer.compare(MAJOR, other.get(0));
    return order == 0 && other.size() > 1 ? Integer.compare(minor, other.get(1)) : order;
  }

  private static Truth holds(String operator, int order) {
    boolean holds =
        switch (operator) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          case ">=" -> order >= 0;
          case "==" -> order == 0;
          default -> order != 0;
        };
    return holds ? Truth.YES : Truth.NO;
  }
}
