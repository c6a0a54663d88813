package io.modelops.bundle.registry.archive;

import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Reference;
import java.io.IOException;

/**
 * Opens {@code oci-archive:FILE[:tag|@digest]}: an image layout in a tar archive that is not
 * compressed. The file is made when the first manifest comes; one that is there must be such an
 * archive.
 */
public final class ArchiveTransport implements RegistryTransport {
  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public ArchiveTransport() {}

  @Override
  public String id() {
    return "oci-archive";
  }

  @Override
  public boolean accepts(Reference reference) {
    return reference instanceof Reference.Archive;
  }

  @Override
  public Repository open(Reference reference, RegistryTransport.Settings settings)
      throws IOException {
    if (!(reference instanceof Reference.Archive archive)) {
      throw new IllegalArgumentException("no archive of an image layout: " + reference);
    }
    ArchiveFile file = new ArchiveFile(archive, settings.operation());
    ArchiveContents unused = file.contents(); // which refuses what is none
    return new ArchiveRepository(archive, file, settings);
  }
}
