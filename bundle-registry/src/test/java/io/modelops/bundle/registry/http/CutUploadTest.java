package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.http.CutProxy.Direction;
import io.modelops.bundle.registry.testing.CraneRegistry;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.testing.Sweeps;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are cut again and again: what is pushed and read arrives all the same. */
@Timeout(300)
class CutUploadTest {
  private static final int MIB = 1 << 20;
  private static final byte[] LARGE = bytes((Sweeps.areWhole() ? 64 : 4) * MIB);
  private static final byte[] OTHER = bytes(3 * MIB);
  private static final int POINTS = Sweeps.areWhole() ? 40 : 5;

  private final Client client = new Client();
  @TempDir private Path directory;

  /** Pushes a bundle over connections that carry one MiB each. */
  private void pushesABundleTo(String host) throws Exception {
    RemoteProject project = new RemoteProject(directory.resolve("project"));
    project.file("large.bin", LARGE).file("a/small.txt", "1").file("other.bin", OTHER);
    try (CutProxy proxy = CutProxy.ofEach(host, Direction.TO_SERVER, MIB)) {
      var unused = project.manifest().push(proxy.host() + "/" + REPOSITORY + ":1.0");

      long all = (long) LARGE.length + OTHER.length;
      assertThat(proxy.cuts()).isPositive();
      assertThat(proxy.passed()).isBetween(all, 3 * all);
    }
    assertThat(RemoteProject.bundles().inspect(host + "/" + REPOSITORY + ":1.0")).isNotNull();
    assertHas(host, LARGE);
    assertHas(host, OTHER);
  }

  private void assertHas(String host, byte[] content) throws Exception {
    try (HttpRepository repository = client.open(host + "/" + REPOSITORY)) {
      assertThat(read(repository, descriptor(content))).isEqualTo(content);
    }
  }

  @Test
  void aBundleGetsToARegistryThatCallsASessionOffWhenItsConnectionBreaks() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      pushesABundleTo(registry.host());
    }
  }

  @Test
  void aBundleGetsToARegistryThatTellsNothingOfItsSessions() throws Exception {
    try (CraneRegistry registry = CraneRegistry.start(directory)) {
      pushesABundleTo(registry.host());
    }
  }

  @Test
  void aBundleGetsToARegistryThatKeepsWhatArrived() throws Exception {
    try (TestRegistry registry = TestRegistry.start().with(Feature.KEEPS_BROKEN_PARTS)) {
      pushesABundleTo(registry.host());
      assertThat(registry.openUploads()).isEmpty();
    }
  }

  @Test
  void aBlobIsReadOverConnectionsThatAreCutAtEveryMebibyte() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory);
        HttpRepository repository = client.open(registry.host() + "/" + REPOSITORY);
        CutProxy proxy = CutProxy.ofEach(registry.host(), Direction.TO_CLIENT, MIB)) {
      repository.push(descriptor(LARGE), Blob.of(LARGE));

      assertHas(proxy.host(), LARGE);

      assertThat(proxy.cuts()).isGreaterThanOrEqualTo(LARGE.length / MIB);
      assertThat(proxy.passed()).isLessThan(LARGE.length * 5L / 4);
    }
  }

  private void cutOnceAnywhere(String host) throws Exception {
    int size = 4 * MIB;
    int cuts = 0;
    for (int i = 1; i <= POINTS; i++) {
      byte[] content = bytes(size + i);
      long at = (long) size * i / POINTS;
      try (CutProxy proxy = new CutProxy(host, Direction.TO_SERVER, at);
          HttpRepository repository = client.open(proxy.host() + "/" + REPOSITORY)) {
        repository.push(descriptor(content), Blob.of(content));
        cuts += proxy.cuts();
        assertThat(proxy.passed()).isLessThan(3L * size);
      }
      assertHas(host, content);
    }
    assertThat(cuts).isEqualTo(POINTS);
  }

  @Test
  void aCutAnywhereInABlobEndsRightWhereSessionsAreCalledOff() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      cutOnceAnywhere(registry.host());
    }
  }

  @Test
  void aCutAnywhereInABlobEndsRightWhereSessionsKeepWhatArrived() throws Exception {
    try (TestRegistry registry = TestRegistry.start().with(Feature.KEEPS_BROKEN_PARTS)) {
      cutOnceAnywhere(registry.host());
      assertThat(registry.openUploads()).isEmpty();
    }
  }
}
