package io.modelops.bundle.discovery.resolve;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was found out of each module, as long as nothing has changed that it follows from. For one
 * thread.
 */
public final class ModuleMemo<T> {
  private final Listener<T> listener;
  private final @Nullable Object[] values;
  private final Footprint[] footprints;
  private final BitSet holding = new BitSet();

  /** Is told of each module of which something else is found than before. */
  @FunctionalInterface
  public interface Listener<T> {
    void found(int module, T before, T now);
  }

  /** For a number of modules. */
  public ModuleMemo(int size, Listener<T> listener) {
    this.listener = listener;
    this.values = new Object[size];
    this.footprints = new Footprint[size];
    Arrays.fill(footprints, Footprint.NONE);
  }

  /** For who need not know what changes. */
  public ModuleMemo(int size) {
    this(size, (module, before, now) -> {});
  }

  /** What was found, or is found now. Where that is equal, it is the same object as before. */
  @SuppressWarnings("unchecked") // only what was found is put in
  public T get(int module, Reads reads, IntFunction<T> find) {
    if (!holding.get(module)) {
      reads.begin();
      T found = find.apply(module);
      footprints[module] = reads.end();
      T before = (T) values[module];
      if (before == null) {
        values[module] = found;
      } else if (!isSame(before, found)) {
        values[module] = found;
        listener.found(module, before, found);
      }
      holding.set(module);
    }
    return (T) Objects.requireNonNull(values[module]);
  }

  private static boolean isSame(Object one, Object other) {
    return Arrays.deepEquals(new Object[] {one}, new Object[] {other}); // numbers are in arrays
  }

  /** Whether it is known what was found of a module. */
  public boolean holds(int module) {
    return holding.get(module);
  }

  /** What was found of a module counts no more. */
  public void forget(int module) {
    holding.clear(module);
  }

  /** Nothing counts any more. */
  public void forgetAll() {
    holding.clear();
  }

  /** Some modules have changed. */
  public void forget(BitSet changed) {
    for (int i = holding.nextSetBit(0); i >= 0; i = holding.nextSetBit(i + 1)) {
      if (!footprints[i].holds(changed)) {
        holding.clear(i);
      }
    }
  }
}
