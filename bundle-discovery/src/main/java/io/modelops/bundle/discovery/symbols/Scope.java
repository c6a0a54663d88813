package io.modelops.bundle.discovery.symbols;

import java.util.HashMap;
import java.util.Map;

/**
 * The names that a module, a class or a function binds.
 *
 * @param parent the scope around it; -1 for the module
 * @param names for each name what it stands for once all statements have run; every name that any
 *     statement binds has an entry
 * @param stars the star imports at the end, a {@link Value.Star} or a choice of such
 */
public record Scope(Kind kind, int parent, Map<String, Integer> names, int stars) {
  /** The number of the module's own scope. */
  public static final int MODULE = 0;

  public enum Kind {
    MODULE,
    CLASS,
    FUNCTION
  }

  public Scope {
    names = Map.copyOf(names);
  }

  /** The same with further names, which count instead of those it has. */
  Scope with(Map<String, Integer> further) {
    Map<String, Integer> all = new HashMap<>(names);
    all.putAll(further);
    return new Scope(kind, parent, all, stars);
  }
}
