package io.modelops.bundle.registry.layout;

import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Reference;
import java.io.IOException;

/**
 * Opens {@code oci:DIRECTORY[:tag|@digest]}. The directory is made when the first blob comes; one
 * that is there must be an image layout or empty.
 */
public final class LayoutTransport implements RegistryTransport {
  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public LayoutTransport() {}

  @Override
  public String id() {
    return "oci-layout";
  }

  @Override
  public boolean accepts(Reference reference) {
    return reference instanceof Reference.Layout;
  }

  @Override
  public Repository open(Reference reference, RegistryTransport.Settings settings)
      throws IOException {
    if (!(reference instanceof Reference.Layout layout)) {
      throw new IllegalArgumentException("no image layout: " + reference);
    }
    LayoutDirectory directory = new LayoutDirectory(layout);
    directory.check();
    return new LayoutRepository(directory, settings);
  }
}
