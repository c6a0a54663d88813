package io.modelops.bundle.registry.contract;

import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Repository;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A registry that keeps lists of referrers and deletes tags. */
class TestRegistryContractTest extends RepositoryContract {
  private @Nullable TestRegistry registry;

  @Override
  Repository open(String name) throws IOException {
    if (registry == null) {
      registry = TestRegistry.start().with(Feature.REFERRERS);
    }
    return Opened.by(new HttpTransport(), registry.host() + "/" + name);
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }
}
