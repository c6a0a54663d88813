package io.modelops.bundle.discovery.parameters;

import java.util.List;
import java.util.Set;

/**
 * The annotated names of a class body.
 *
 * @param taken those that a constructor made of them takes
 * @param withheld the others, which hide fields of the bases
 */
record Fields(Kind kind, List<Draft> taken, Set<String> withheld) {
  static final Fields NONE = new Fields(Kind.NONE, List.of(), Set.of());

  /** What the class makes of them by itself. */
  enum Kind {
    NONE,
    DATACLASS,
    DATACLASS_WITHOUT_CONSTRUCTOR
  }
}
