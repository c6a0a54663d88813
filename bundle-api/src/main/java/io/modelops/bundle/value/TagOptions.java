package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a bundle gets another tag. */
public final class TagOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final RegistryOptions registry;
  private final boolean force;

  private TagOptions(RegistryOptions registry, boolean force) {
    this.registry = registry;
    this.force = force;
  }

  /** A tag that names something else stays. */
  public static TagOptions of(RegistryOptions registry) {
    return new TagOptions(registry, false);
  }

  /** Also a tag that names something else is put. */
  public TagOptions withForce() {
    return new TagOptions(registry, true);
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
