package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Reference;

/** Opens repositories of registries. */
public final class HttpTransportFactory implements RegistryTransport.Factory {
  /** For {@link java.util.ServiceLoader} and for those who name their providers. */
  public HttpTransportFactory() {}

  @Override
  public String id() {
    return "registry";
  }

  @Override
  public boolean accepts(Reference reference) {
    return reference instanceof Reference.Registry;
  }

  @Override
  public RegistryTransport open(Reference reference, RegistryTransport.Settings settings) {
    Limits limits =
        settings
            .options()
            .network()
            .map(network -> Limits.DEFAULT.withRetries(network.retries()))
            .orElse(Limits.DEFAULT);
    return new HttpTransport((Reference.Registry) reference, settings, limits);
  }
}
