package io.modelops.bundle.cli;

import io.modelops.bundle.value.Inspection;

/** Bundles that are kept elsewhere. */
final class Remote {
  private Remote() {}

  static Inspection inspect(Invocation invocation, String reference) {
    throw new UnsupportedOperationException(reference + invocation.directory());
  }
}
