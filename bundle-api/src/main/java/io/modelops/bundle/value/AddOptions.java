package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How files are added to what a workspace tracks. */
public final class AddOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final AddOptions DEFAULTS = new AddOptions(false);

  private final boolean force;

  private AddOptions(boolean force) {
    this.force = force;
  }

  /** What ignore rules leave out is not added. */
  public static AddOptions defaults() {
    return DEFAULTS;
  }

  /** Also what ignore rules leave out. */
  public AddOptions withForce() {
    return new AddOptions(true);
  }

  public boolean force() {
    return force;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(force);
  }
}
