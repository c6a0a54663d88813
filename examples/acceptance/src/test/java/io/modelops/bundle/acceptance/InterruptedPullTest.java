package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a pull has fetched when it is stopped is there for the next one, and nothing else changed.
 */
class InterruptedPullTest {
  private static final int MIB = 1 << 20;
  private static final int SIZE = 8 * MIB;

  @TempDir Path directory;

  private final byte[] large = new byte[SIZE];
  private TestRegistry registry;
  private Reference reference;
  private Tree target;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    reference = Reference.parse(registry.host() + "/lab/large:v1");
    new Random(3).nextBytes(large);
    Tree project = new Tree(directory.resolve("project")).files("d/small.txt");
    Files.write(project.path("large.bin"), large);
    project
        .bundle()
        .select(List.of())
        .with(List.of("large.bin", "d/small.txt"))
        .manifest()
        .push(reference.toString());
    target = new Tree(directory.resolve("target")).write("mine.txt", "mine");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private void pull(Bundles bundles) {
    bundles.pull(reference, target.root(), PullOptions.of(RegistryOptions.defaults()));
  }

  /** Stops the pull once so many bytes came. */
  private void pullUntil(long bytes) {
    ProgressListener listener =
        new ProgressListener() {
          private long sum;

          @Override
          public synchronized void advanced(Phase phase, String item, long more) {
            sum += phase == Phase.PULL ? more : 0;
            if (sum >= bytes) {
              throw new CancellationException("enough");
            }
          }
        };
    assertThatThrownBy(() -> pull(Bundles.load().withProgress(listener)))
        .isInstanceOf(CancellationException.class);
    assertThat(target.all())
        .filteredOn(path -> !path.startsWith(".modelops-bundle/"))
        .containsExactly("mine.txt");
  }

  private Path part() throws IOException {
    try (Stream<Path> files = Files.list(target.path(".modelops-bundle/pull"))) {
      return files
          .filter(file -> file.toString().endsWith(".part"))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private List<String> ranges() {
    return registry.requests().stream()
        .filter(request -> request.method().equals("GET"))
        .map(RecordedRequest::headers)
        .filter(headers -> headers.containsKey("range"))
        .map(headers -> headers.get("range").get(0))
        .toList();
  }

  @Test
  void theNextPullFetchesTheRestAlone() throws IOException {
    pullUntil(3 * MIB);
    long there = Files.size(part());
    assertThat(there).isBetween(MIB * 1L, SIZE - 1L);

    pull(Bundles.load());

    assertThat(ranges()).contains("bytes=" + there + "-" + (SIZE - 1));
    assertThat(target.path("large.bin")).hasBinaryContent(large);
    assertThat(target.path("d/small.txt")).hasContent("content of d/small.txt");
    assertThat(target.path(".modelops-bundle/pull")).doesNotExist();
  }

  @Test
  void aPartThatWasDamagedIsFetchedAnew() throws IOException {
    pullUntil(3 * MIB);
    byte[] bytes = Files.readAllBytes(part());
    bytes[bytes.length / 2] ^= 1;
    Files.write(part(), bytes);

    pull(Bundles.load());

    assertThat(target.path("large.bin")).hasBinaryContent(large);
  }

  @Test
  void aPartThatIsLongerThanTheContentIsFetchedAnew() throws IOException {
    pullUntil(3 * MIB);
    Files.write(part(), new byte[SIZE + 1]);

    pull(Bundles.load());

    assertThat(target.path("large.bin")).hasBinaryContent(large);
  }

  @Test
  void brokenConnectionsDoNotEndIt() throws IOException {
    Fault fault = registry.on("GET", "/blobs/").dropWithin(MIB + 17).times(5);

    pull(Bundles.load());

    assertThat(fault.fired()).isPositive();
    assertThat(target.path("large.bin")).hasBinaryContent(large);
  }

  @Test
  void otherBytesNeverBecomeAFile() {
    Fault fault =
        registry
            .on("GET", "/blobs/")
            .change(reply -> reply.body().length < SIZE ? reply : reply.withBody(new byte[SIZE]));

    assertThatThrownBy(() -> pull(Bundles.load()))
        .isInstanceOfSatisfying(
            BundleException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.DIGEST_MISMATCH));

    assertThat(fault.fired()).isPositive();
    assertThat(target.path("large.bin")).doesNotExist();
  }

  @Test
  void nothingIsFetchedOfABundleThatIsThere() {
    pull(Bundles.load());
    long before = registry.requests().size();

    pull(Bundles.load());

    assertThat(registry.requests().size() - before).as("manifest, and config").isEqualTo(3);
  }
}
