package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What adding or removing did. Lists are sorted by UTF-8 bytes. */
public final class TrackingChange extends Value {
  private static final long serialVersionUID = 1L;

  private final List<String> changed;
  private final List<String> unchanged;
  private final List<String> ignored;
  private final List<String> unmatched;
  private final long bytes;

  private TrackingChange(
      List<String> changed,
      List<String> unchanged,
      List<String> ignored,
      List<String> unmatched,
      long bytes) {
    this.changed = List.copyOf(changed);
    this.unchanged = List.copyOf(unchanged);
    this.ignored = List.copyOf(ignored);
    this.unmatched = List.copyOf(unmatched);
    this.bytes = bytes;
  }

  public static TrackingChange of(
      List<String> changed,
      List<String> unchanged,
      List<String> ignored,
      List<String> unmatched,
      long bytes) {
    return new TrackingChange(changed, unchanged, ignored, unmatched, bytes);
  }

  /** Files that are tracked now, or no longer. */
  public List<String> changed() {
    return changed;
  }

  /** Files that were tracked already, or were not. */
  public List<String> unchanged() {
    return unchanged;
  }

  /** Files that were named and are left out by ignore rules; force adds them. */
  public List<String> ignored() {
    return ignored;
  }

  /** Arguments that name nothing. */
  public List<String> unmatched() {
    return unmatched;
  }

  /** Size of the changed files that exist. */
  public long bytes() {
    return bytes;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(changed, unchanged, ignored, unmatched, bytes);
  }
}
