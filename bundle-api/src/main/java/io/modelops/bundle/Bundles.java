package io.modelops.bundle;

import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;

/** Bundles where they are kept, for viewers and workers that have no project. Immutable. */
public final class Bundles {
  private final Context context;

  private Bundles(Context context) {
    this.context = context;
  }

  /**
   * Reads which models and files are in a bundle, without its content.
   *
   * @throws RegistryException if there is none, it is no bundle, or cannot be reached
   */
  public Inspection inspect(Reference reference, RegistryOptions options) {
    throw new UnsupportedOperationException();
  }
}
