package io.modelops.bundle.discovery.closure;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What models consist of, as long as that is not changed by any of their modules. */
public final class ClosureMemo {
  /** So many are kept. */
  private static final int MAX_KEPT = 2_000;

  private final Map<Integer, Kept> kept = new HashMap<>();

  /**
   * What was found.
   *
   * @param members the modules
   * @param parts the projects that declare what it needs; none if it needs nothing
   */
  record Kept(Closure closure, BitSet members, Set<String> parts) {}

  @Nullable Kept get(int module) {
    return kept.get(module);
  }

  void put(int module, Kept found) {
    if (kept.size() < MAX_KEPT) {
      kept.put(module, found);
    }
  }

  /** A module needs something else than before, or mentions other files. */
  public void forget(int module) {
    kept.values().removeIf(each -> each.members().get(module));
  }

  void forgetAll() {
    kept.clear();
  }
}
