package io.modelops.bundle.value;

import java.util.List;

/**
 * What adding or removing did. Lists are sorted by UTF-8 bytes.
 *
 * @param changed files that are tracked now, or no longer
 * @param unchanged files that were tracked already, or were not
 * @param ignored files that were named and are left out by ignore rules; force adds them
 * @param unmatched arguments that name nothing
 * @param bytes size of the changed files that exist
 */
public record TrackingChange(
    List<String> changed,
    List<String> unchanged,
    List<String> ignored,
    List<String> unmatched,
    long bytes) {
  public TrackingChange {
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    ignored = List.copyOf(ignored);
    unmatched = List.copyOf(unmatched);
  }
}
