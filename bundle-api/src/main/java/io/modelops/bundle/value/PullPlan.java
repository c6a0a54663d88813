package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pull would do. No content was fetched to learn it. */
public final class PullPlan extends Value {
  private static final long serialVersionUID = 1L;

  private final Inspection bundle;
  private final PullChanges changes;
  private final List<Descriptor> fetch;
  private final boolean refused;

  private PullPlan(
      Inspection bundle, PullChanges changes, List<Descriptor> fetch, boolean refused) {
    this.bundle = bundle;
    this.changes = changes;
    this.fetch = List.copyOf(fetch);
    this.refused = refused;
  }

  public static PullPlan of(
      Inspection bundle, PullChanges changes, List<Descriptor> fetch, boolean refused) {
    return new PullPlan(bundle, changes, fetch, refused);
  }

  /** What the reference names now. */
  public Inspection bundle() {
    return bundle;
  }

  public PullChanges changes() {
    return changes;
  }

  /** The layers that would be read, in the order of the OCI manifest. */
  public List<Descriptor> fetch() {
    return fetch;
  }

  /** Size of the layers that would be read, in bytes. */
  public long bytesToFetch() {
    return fetch.stream().mapToLong(Descriptor::size).sum();
  }

  /** Whether the pull would be refused: it would replace what is only here. */
  public boolean isRefused() {
    return refused;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(bundle, changes, fetch, refused);
  }
}
