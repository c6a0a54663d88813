package io.modelops.bundle.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.testing.CraneRegistry;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The registry that {@code crane} brings: a second implementation. */
class CraneRegistryContractTest extends RepositoryContract {
  @TempDir private Path directory;
  private @Nullable CraneRegistry registry;

  @Override
  Repository open(String name) throws Exception {
    if (registry == null) {
      registry = CraneRegistry.start(directory);
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
  boolean mounts() {
    return false;
  }

  @Override
  boolean tagsGoWithTheirManifest() {
    return false;
  }

  /** The server fails at what is not there. */
  @Override
  void deleteBlob(Repository from, Descriptor blob) throws Exception {
    assertThat(from.deleteBlob(blob.digest())).isTrue();
    assertThat(from.exists(blob)).isFalse();
  }
}
