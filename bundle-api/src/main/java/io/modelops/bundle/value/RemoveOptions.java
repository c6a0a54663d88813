package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How files are removed from what a workspace tracks. */
public final class RemoveOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final RemoveOptions DEFAULTS = new RemoveOptions(false, false);

  private final boolean delete;
  private final boolean force;

  private RemoveOptions(boolean delete, boolean force) {
    this.delete = delete;
    this.force = force;
  }

  /** Files stay on disk. */
  public static RemoveOptions defaults() {
    return DEFAULTS;
  }

  /** The files are deleted from disk, too, unless the last sync does not hold what is in one. */
  public RemoveOptions withDelete() {
    return new RemoveOptions(true, force);
  }

  /** What is deleted may be the only copy: never pushed, or modified since the last sync. */
  public RemoveOptions withForce() {
    return new RemoveOptions(delete, true);
  }

  public boolean delete() {
    return delete;
  }

  public boolean force() {
    return force;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(delete, force);
  }
}
