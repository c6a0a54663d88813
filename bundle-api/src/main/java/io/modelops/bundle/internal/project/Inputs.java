package io.modelops.bundle.internal.project;

import io.modelops.bundle.value.BundlePath;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an answer depends on.
 *
 * @param paths of files that were read, or looked for and not found, sorted
 * @param read what was read of those that were read whole
 * @param complete whether it depends on no file that is not of the project
 */
public record Inputs(SortedSet<String> paths, Map<String, Fingerprint> read, boolean complete) {
  private static final Inputs NONE = new Inputs(new TreeSet<>(), Map.of(), true);

  public Inputs {
    SortedSet<String> sorted = new TreeSet<>(BundlePath.ORDER);
    sorted.addAll(paths);
    paths = Collections.unmodifiableSortedSet(sorted);
    read = Map.copyOf(read);
  }

  /** Nothing was read. */
  public static Inputs none() {
    return NONE;
  }

  /** These and further files. */
  public Inputs with(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(paths);
    all.addAll(more);
    return new Inputs(all, read, complete);
  }
}
