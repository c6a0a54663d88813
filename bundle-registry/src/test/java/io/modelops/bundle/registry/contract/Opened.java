package io.modelops.bundle.registry.contract;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;

/** Repositories as a program opens them that nobody watches. */
final class Opened {
  private Opened() {}

  static Repository by(RegistryTransport transport, String reference) throws IOException {
    return transport.open(
        Reference.parse(reference),
        new RegistryTransport.Settings(
            Environment.none(), List.of(), RegistryOptions.defaults(), Operation.unobserved()));
  }
}
