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
  private final List<Omission> omissions;
  private final List<String> replaced;

  private TrackingChange(
      List<String> changed,
      List<String> unchanged,
      List<String> ignored,
      List<String> unmatched,
      long bytes,
      List<Omission> omissions,
      List<String> replaced) {
    this.changed = List.copyOf(changed);
    this.unchanged = List.copyOf(unchanged);
    this.ignored = List.copyOf(ignored);
    this.unmatched = List.copyOf(unmatched);
    this.bytes = bytes;
    this.omissions = List.copyOf(omissions);
    this.replaced = List.copyOf(replaced);
  }

  public static TrackingChange of(
      List<String> changed,
      List<String> unchanged,
      List<String> ignored,
      List<String> unmatched,
      long bytes) {
    return new TrackingChange(changed, unchanged, ignored, unmatched, bytes, List.of(), List.of());
  }

  public TrackingChange withOmissions(List<Omission> omissions) {
    return new TrackingChange(changed, unchanged, ignored, unmatched, bytes, omissions, replaced);
  }

  public TrackingChange withReplaced(List<String> replaced) {
    return new TrackingChange(changed, unchanged, ignored, unmatched, bytes, omissions, replaced);
  }

  /** Files that are tracked now, or no longer. */
  public List<String> changed() {
    return changed;
  }

  /** Files that were tracked already, or were not. */
  public List<String> unchanged() {
    return unchanged;
  }

  /** What was named, and is left out by rule or as it looks like a secret; force adds it. */
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

  /** All that was passed over, what was named included, with the reason; sorted by path. */
  public List<Omission> omissions() {
    return omissions;
  }

  /** What was tracked, is gone, and had the place of a file that is tracked now. */
  public List<String> replaced() {
    return replaced;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(changed, unchanged, ignored, unmatched, bytes, omissions, replaced);
  }
}
