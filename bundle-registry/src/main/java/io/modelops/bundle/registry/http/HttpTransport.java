package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens repositories of registries. */
public final class HttpTransport implements RegistryTransport {
  private final Set<Origin> patched = ConcurrentHashMap.newKeySet();

  /** For {@link java.util.ServiceLoader} and for those who name their providers. */
  public HttpTransport() {}

  @Override
  public String id() {
    return "registry";
  }

  @Override
  public boolean accepts(Reference reference) {
    return reference instanceof Reference.Registry;
  }

  @Override
  public Repository open(Reference reference, RegistryTransport.Settings settings) {
    return new Mirroring(settings, patched).open((Reference.Registry) reference);
  }

  @Override
  public boolean logIn(Reference reference, RegistryTransport.Settings settings)
      throws IOException {
    return new LoginCheck((Reference.Registry) reference, settings, Limits.of(settings)).run();
  }
}
