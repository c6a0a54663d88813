package io.modelops.bundle.discovery.resolve;

import java.util.BitSet;

/** The modules that were read for an answer. As long as they are as they were, so is the answer. */
public final class Footprint {
  static final Footprint NONE = new Footprint(new int[0], true);

  private final int[] modules;
  private final boolean settled;

  /**
   * @param settled whether the answer follows from the modules alone; not, if a circle had part in
   *     it, where it matters who asked first
   */
  Footprint(int[] modules, boolean settled) {
    this.modules = modules;
    this.settled = settled;
  }

  /** That of what follows from no module. */
  public static Footprint of() {
    return NONE;
  }

  /** That of what does not follow from modules alone. */
  public static Footprint unsettled() {
    return new Footprint(new int[0], false);
  }

  boolean settled() {
    return settled;
  }

  int[] modules() {
    return modules;
  }

  /** Whether the answer is sure to be the same where some modules have changed. */
  public boolean holds(BitSet changed) {
    boolean same = settled;
    for (int i = 0; same && i < modules.length; i++) {
      same = !changed.get(modules[i]);
    }
    return same;
  }
}
