package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies in the middle of a pull. */
class KilledRegistryTest {
  private static final int MIB = 1 << 20;

  @TempDir Path directory;

  private final byte[] large = new byte[24 * MIB];
  private DockerRegistry registry;
  private Reference reference;
  private Tree target;

  @BeforeEach
  void push() throws IOException, InterruptedException {
    registry = DockerRegistry.start(Files.createDirectory(directory.resolve("registry")));
    reference = Reference.parse(registry.host() + "/lab/large:v1");
    new Random(7).nextBytes(large);
    Tree project = new Tree(Files.createDirectory(directory.resolve("project")));
    Files.write(project.path("large.bin"), large);
    project
        .bundle()
        .select(List.of())
        .with(List.of("large.bin"))
        .manifest()
        .push(reference.toString());
    target = new Tree(directory.resolve("target")).write("mine.txt", "mine");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private interface Event {
    void happen() throws IOException, InterruptedException;
  }

  /** Pulls, and lets something happen once some of the content is there. */
  private void pull(Event event, Duration deadline) {
    ProgressListener listener =
        new ProgressListener() {
          private long sum;

          @Override
          public synchronized void advanced(Phase phase, String item, long bytes) {
            long before = sum;
            sum += phase == Phase.PULL ? bytes : 0;
            if (before < 2 * MIB && sum >= 2 * MIB) {
              try {
                event.happen();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          }
        };
    Bundles.load()
        .withProgress(listener)
        .pull(
            reference,
            target.root(),
            PullOptions.of(RegistryOptions.defaults().withDeadline(deadline)));
  }

  @Test
  void aPullGoesOnWithAServerThatWasKilledAndStartedAgain() {
    pull(() -> registry = registry.restart(), Duration.ofMinutes(5));

    assertThat(target.path("large.bin")).hasBinaryContent(large);
  }

  @Test
  void withoutItsServerAPullEndsAndTheNextOneGoesOn() throws IOException, InterruptedException {
    assertThatThrownBy(() -> pull(registry::close, Duration.ofSeconds(3)))
        .isInstanceOfSatisfying(
            BundleException.class, e -> assertThat(e.retryable()).as(e.toString()).isTrue());
    assertThat(target.all())
        .filteredOn(path -> !path.startsWith(".modelops-bundle/"))
        .containsExactly("mine.txt");

    registry = registry.restart();
    pull(() -> {}, Duration.ofMinutes(5));

    assertThat(target.path("large.bin")).hasBinaryContent(large);
  }
}
