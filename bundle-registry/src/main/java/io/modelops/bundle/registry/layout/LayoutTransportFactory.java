package io.modelops.bundle.registry.layout;

import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Reference;
import java.io.IOException;

/**
 * Opens {@code oci:DIRECTORY[:tag]}. The first push creates the directory. An existing directory
 * must be empty or an image layout.
 */
public final class LayoutTransportFactory implements RegistryTransport.Factory {
  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public LayoutTransportFactory() {}

  @Override
  public String id() {
    return "oci-layout";
  }

  @Override
  public boolean accepts(Reference reference) {
    return reference instanceof Reference.Layout;
  }

  @Override
  public RegistryTransport open(Reference reference, RegistryTransport.Settings settings)
      throws IOException {
    if (!(reference instanceof Reference.Layout layout)) {
      throw new IllegalArgumentException("no image layout: " + reference);
    }
    LayoutDirectory directory = new LayoutDirectory(layout);
    directory.check();
    return new LayoutTransport(directory, layout.tag(), settings);
  }
}
