package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a bundle is copied from place to place. */
public final class CopyOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final RegistryOptions source;
  private final RegistryOptions target;
  private final boolean force;
  private final boolean referrers;

  private CopyOptions(
      RegistryOptions source, RegistryOptions target, boolean force, boolean referrers) {
    this.source = source;
    this.target = target;
    this.force = force;
    this.referrers = referrers;
  }

  /** With all that refers to it. A tag that names something else stays. */
  public static CopyOptions of(RegistryOptions both) {
    return of(both, both);
  }

  /** As {@link #of(RegistryOptions)}, where the two sides are talked to in different ways. */
  public static CopyOptions of(RegistryOptions source, RegistryOptions target) {
    return new CopyOptions(source, target, false, true);
  }

  /** Also a tag that names something else is put. */
  public CopyOptions withForce() {
    return new CopyOptions(source, target, true, referrers);
  }

  /** Without signatures and whatever else refers to it. */
  public CopyOptions withoutReferrers() {
    return new CopyOptions(source, target, force, false);
  }

  /** How the place is talked to that it is copied from. */
  public RegistryOptions source() {
    return source;
  }

  /** How the place is talked to that it is copied to. */
  public RegistryOptions target() {
    return target;
  }

  public boolean force() {
    return force;
  }

  /** Whether what refers to it is copied, too. */
  public boolean referrers() {
    return referrers;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(source, target, force, referrers);
  }
}
