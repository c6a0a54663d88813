package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.registry.testing.Nginx;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind nginx, which takes five requests a second and answers others with 429. */
@Timeout(300)
class PacedPullTest {
  private static final int LAYERS = 40;

  @TempDir Path directory;

  @Test
  @InWholeSweeps
  void aPullThatAsksTooFastGetsEveryBlob() throws Exception {
    Tree project = new Tree(directory.resolve("project"));
    for (int i = 0; i < LAYERS; i++) {
      project.write("data/" + i + ".bin", Integer.toString(i % 10).repeat(1 << 20) + i);
    }
    Path work = Files.createDirectory(directory.resolve("nginx"));
    try (TestRegistry registry = TestRegistry.start();
        Nginx nginx = Nginx.start(work, registry.host())) {
      String bundle = "/lab/seir:v1";
      project
          .bundle()
          .select(List.of())
          .with(project.all())
          .manifest()
          .push(registry.host() + bundle);
      Tree target = new Tree(directory.resolve("target"));

      PullResult pulled =
          Bundles.load()
              .pull(
                  Reference.parse(nginx.host() + bundle),
                  target.root(),
                  PullOptions.of(RegistryOptions.defaults()));

      assertThat(pulled.fetched()).hasSize(LAYERS);
      assertThat(target.all()).containsAll(project.all());
    }
  }
}
