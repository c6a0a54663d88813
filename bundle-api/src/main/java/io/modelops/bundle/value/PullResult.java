package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a pull did. */
public final class PullResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Inspection bundle;
  private final @Nullable Digest previous;
  private final PullChanges changes;
  private final List<Descriptor> fetched;
  private final @Nullable String backup;
  private final List<Issue> issues;

  private PullResult(
      Inspection bundle,
      @Nullable Digest previous,
      PullChanges changes,
      List<Descriptor> fetched,
      @Nullable String backup,
      List<Issue> issues) {
    this.bundle = bundle;
    this.previous = previous;
    this.changes = changes;
    this.fetched = List.copyOf(fetched);
    this.backup = backup;
    this.issues = List.copyOf(issues);
  }

  public static PullResult of(
      Inspection bundle, PullChanges changes, List<Descriptor> fetched, @Nullable String backup) {
    return new PullResult(bundle, null, changes, fetched, backup, List.of());
  }

  public PullResult withPrevious(@Nullable Digest digest) {
    return new PullResult(bundle, digest, changes, fetched, backup, issues);
  }

  public PullResult withIssues(List<Issue> found) {
    return new PullResult(bundle, previous, changes, fetched, backup, found);
  }

  /** What was pulled. */
  public Inspection bundle() {
    return bundle;
  }

  /** The OCI manifest of the last sync before this one; empty where there was none. */
  public Optional<Digest> previous() {
    return Optional.ofNullable(previous);
  }

  /** What was done to the directory; conflicts were overwritten. */
  public PullChanges changes() {
    return changes;
  }

  /** The layers that were read. */
  public List<Descriptor> fetched() {
    return fetched;
  }

  /** Size of the layers that were read, in bytes. */
  public long bytesFetched() {
    return fetched.stream().mapToLong(Descriptor::size).sum();
  }

  /** The directory with copies of what was overwritten, relative to the project. */
  public Optional<String> backup() {
    return Optional.ofNullable(backup);
  }

  /** What deserves a look: files that tools run by themselves, and what could not be tracked. */
  public List<Issue> issues() {
    return issues;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(bundle, previous, changes, fetched, backup, issues);
  }
}
