package io.modelops.bundle.discovery.symbols;

import java.util.List;
import java.util.Set;

/**
 * What a module says of {@code from module import *} by {@code __all__}.
 *
 * @param declared whether there is an {@code __all__}
 * @param literal whether its names are all known; if not, every name may be listed
 * @param names those known
 * @param possible names that are listed only if some branch runs
 * @param others modules whose {@code __all__} is added, as the values that they are imported by
 * @param calls the number of statements that call a method of {@code __all__}, which are taken into
 *     account
 */
public record Exports(
    boolean declared,
    boolean literal,
    Set<String> names,
    Set<String> possible,
    List<Integer> others,
    int calls) {
  public static final Exports NONE = new Exports(false, true, Set.of(), Set.of(), List.of(), 0);

  public Exports {
    names = Set.copyOf(names);
    possible = Set.copyOf(possible);
    others = List.copyOf(others);
  }

  /** The same, if more happens to {@code __all__} than the statements say. */
  Exports open() {
    return new Exports(declared, false, names, possible, others, calls);
  }
}
