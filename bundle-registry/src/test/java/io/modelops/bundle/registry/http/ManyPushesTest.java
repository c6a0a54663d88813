package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long-lived host, which must not rely on garbage collections to get rid of what was used. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class ManyPushesTest {
  private static final int PUSHES = Sweeps.areWhole() ? 200 : 100;

  @TempDir private Path directory;
  private Manifest manifest;

  @BeforeEach
  void write() throws IOException {
    RemoteProject project = new RemoteProject(directory.resolve("project"));
    for (int i = 0; i < 8; i++) {
      project.file("models/" + i + "/sir.py", "x = " + i + "\n");
    }
    manifest = project.manifest();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static void awaitNoThread() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("modelops-bundle")) {
        thread.join();
      }
    }
  }

  private void push(DockerRegistry registry, RegistryOptions options, int times) {
    Reference reference = Reference.parse(registry.host() + "/lab/seir:v1");
    for (int i = 0; i < times; i++) {
      assertThat(manifest.push(reference, options).digest()).isNotNull();
    }
  }

  @Test
  void pushesLeaveNeitherThreadsNorDescriptors() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      RegistryOptions alone = RegistryOptions.defaults();
      push(registry, alone, 10); // what is loaded once is loaded now
      awaitNoThread();
      long before = descriptors();
      push(registry, alone, PUSHES);

      awaitNoThread();
      assertThat(descriptors()).isLessThanOrEqualTo(before + 2);

      try (Network network = Network.direct()) {
        push(registry, alone.withNetwork(network), PUSHES);
        awaitNoThread();
        assertThat(descriptors()).isBetween(before + 1, before + 10);
      }
      assertThat(descriptors()).isLessThanOrEqualTo(before + 2);
    }
  }
}
