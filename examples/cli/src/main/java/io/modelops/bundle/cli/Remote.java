package io.modelops.bundle.cli;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.value.Inspection;

/** Bundles that are kept elsewhere. */
final class Remote {
  private Remote() {}

  static Bundles bundles(Invocation invocation) {
    Surroundings surroundings = invocation.console().surroundings();
    return Bundles.of(Parts.providers())
        .withEnvironment(surroundings.environment())
        .withCancellation(surroundings.cancellation())
        .withProgress(Progress.on(invocation.console()));
  }

  static Inspection inspect(Invocation invocation, String reference) {
    return bundles(invocation)
        .inspect(invocation.reference(reference), invocation.registryOptions());
  }
}
