package io.modelops.bundle.internal.project;

import io.modelops.bundle.value.BundlePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an answer depends on.
 *
 * @param paths of files that were read, or looked for and not found, sorted; unmodifiable
 * @param read what was read of those that were read whole; unmodifiable
 * @param complete whether it depends on no file that is not of the project
 */
public record Inputs(SortedSet<String> paths, Map<String, Fingerprint> read, boolean complete) {
  private static final Inputs NONE = of(List.of(), Map.of(), true);

  /** The same for paths in any order. */
  static Inputs of(Collection<String> paths, Map<String, Fingerprint> read, boolean complete) {
    return new Inputs(sorted(paths), Map.copyOf(read), complete);
  }

  /** Never to be changed. */
  static SortedSet<String> sorted(Collection<String> paths) {
    SortedSet<String> sorted = new TreeSet<>(BundlePath.ORDER);
    sorted.addAll(paths);
    return Collections.unmodifiableSortedSet(sorted);
  }

  /** Nothing was read. */
  public static Inputs none() {
    return NONE;
  }

  /** These and further files. */
  public Inputs with(Collection<String> more) {
    List<String> all = new ArrayList<>(paths);
    all.addAll(more);
    return new Inputs(sorted(all), read, complete);
  }
}
