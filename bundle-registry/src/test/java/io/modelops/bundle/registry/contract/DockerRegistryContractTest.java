package io.modelops.bundle.registry.contract;

import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.spi.Repository;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Debian's docker-registry, which keeps no lists of referrers and deletes no tags. */
class DockerRegistryContractTest extends RepositoryContract {
  @TempDir private Path directory;
  private @Nullable DockerRegistry registry;

  @Override
  Repository open(String name) throws Exception {
    if (registry == null) {
      registry = DockerRegistry.start(directory);
    }
    return Opened.by(new HttpTransport(), registry.host() + "/" + name);
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @Override
  boolean keepsReferrersUnderATag() {
    return true;
  }

  @Override
  void deleteTag(Repository from) {
    isUnsupported(from, () -> from.deleteTag("v1"));
  }
}
