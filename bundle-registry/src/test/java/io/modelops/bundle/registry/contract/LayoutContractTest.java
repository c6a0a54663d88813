package io.modelops.bundle.registry.contract;

import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.spi.Repository;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** An image layout. */
class LayoutContractTest extends RepositoryContract {
  @TempDir private Path directory;

  @Override
  Repository open(String name) throws IOException {
    String reference = "oci:" + directory.resolve(name);
    return Opened.by(new LayoutTransport(), reference);
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
