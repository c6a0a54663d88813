package io.modelops.bundle.discovery.symbols;

import java.util.List;
import java.util.Set;

/**
 * What a module says of {@code from module import *} by {@code __all__}.
 *
 * @param declared whether there is an {@code __all__}
 * @param literal whether its names are all known; if not, every name may be listed
 * @param names those known
 * @param others modules whose {@code __all__} is added, as the values that they are imported by
 */
public record Exports(boolean declared, boolean literal, Set<String> names, List<Integer> others) {
  public static final Exports NONE = new Exports(false, true, Set.of(), List.of());

  public Exports {
    names = Set.copyOf(names);
    others = List.copyOf(others);
  }

  /** The same, if more happens to {@code __all__} than its assignments say. */
  Exports open() {
    return new Exports(declared, false, names, others);
  }
}
