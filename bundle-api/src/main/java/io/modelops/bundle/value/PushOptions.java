package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a workspace pushes. */
public final class PushOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final RegistryOptions registry;
  private final boolean force;

  private PushOptions(RegistryOptions registry, boolean force) {
    this.registry = registry;
    this.force = force;
  }

  /** A tag that moved since the last sync is not replaced. */
  public static PushOptions of(RegistryOptions registry) {
    return new PushOptions(registry, false);
  }

  /** Also a tag that moved since the last sync is replaced. */
  public PushOptions withForce() {
    return new PushOptions(registry, true);
  }

  /** How the registry is talked to. */
  public RegistryOptions registry() {
    return registry;
  }

  public boolean force() {
    return force;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(registry, force);
  }
}
