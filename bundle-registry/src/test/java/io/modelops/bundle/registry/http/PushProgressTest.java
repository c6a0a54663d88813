package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushProgressTest {
  @TempDir private Path directory;
  private TestRegistry registry;

  /** What a bar shows at the end. */
  private static final class Bar implements ProgressListener {
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong large = new AtomicLong();
    private final AtomicLong lowest = new AtomicLong(Long.MAX_VALUE);

    @Override
    public void started(Phase phase, long items, long bytes) {
      total.addAndGet(bytes);
    }

    @Override
    public void advanced(Phase phase, String item, long bytes) {
      done.addAndGet(bytes);
      large.addAndGet(item.equals("large.bin") ? bytes : 0);
    }

    @Override
    public void restarted(Phase phase, String item, long bytes) {
      again.addAndGet(bytes);
      if (item.equals("large.bin")) {
        lowest.accumulateAndGet(large.addAndGet(-bytes), Math::min);
      }
    }
  }

  @BeforeEach
  void startRegistry() throws IOException {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stopRegistry() {
    registry.close();
  }

  private Bar push() throws IOException {
    RemoteProject project = new RemoteProject(directory);
    project.file("large.bin", "x".repeat(3 << 20)).file("a/small.txt", "1").file("b.txt", "2");
    Bar bar = new Bar();
    Manifest manifest = project.manifest().withProgress(bar);
    manifest.push(registry.host() + "/lab/seir:v1");
    return bar;
  }

  @Test
  void bytesOfATransferThatStartsOverAreTakenBack() throws IOException {
    registry.on("PUT", "/uploads/").nth(1).dropWithin(1);

    Bar bar = push();

    assertThat(bar.done.get() - bar.again.get()).isPositive().isEqualTo(bar.total.get());
    assertThat(bar.again.get()).isPositive();
  }

  @Test
  void bytesThatTheRegistryKeepsAreNotTakenBack() throws IOException {
    TestRegistry unused = registry.with(Feature.KEEPS_BROKEN_PARTS);
    registry.on("PUT", "/uploads/").dropWithin(1 << 20);
    registry.on("PATCH", "/uploads/").nth(1).dropWithin(100);

    Bar bar = push();

    assertThat(bar.done.get() - bar.again.get()).isPositive().isEqualTo(bar.total.get());
    assertThat(bar.again.get()).isPositive();
    assertThat(bar.lowest.get()).isBetween(1L << 20, (1L << 20) + 100);
  }

  @Test
  void partsThatAreThereAlreadyCountWithTheirSize() throws IOException {
    push();

    Bar bar = push();

    assertThat(bar.done.get()).isPositive().isEqualTo(bar.total.get());
    assertThat(bar.again.get()).isZero();
  }
}
