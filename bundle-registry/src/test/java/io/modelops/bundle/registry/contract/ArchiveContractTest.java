package io.modelops.bundle.registry.contract;

import io.modelops.bundle.registry.archive.ArchiveTransport;
import io.modelops.bundle.spi.Repository;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** An image layout in an archive. */
class ArchiveContractTest extends RepositoryContract {
  @TempDir private Path directory;

  @Override
  Repository open(String name) throws IOException {
    String reference = "oci-archive:" + directory.resolve(name + ".tar");
    return Opened.by(new ArchiveTransport(), reference);
  }

  @Override
  boolean mounts() {
    return false;
  }

  @Override
  boolean resumes() {
    return false;
  }
}
