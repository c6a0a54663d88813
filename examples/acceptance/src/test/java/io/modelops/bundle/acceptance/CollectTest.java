package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection takes what nobody names, and nothing else. */
class CollectTest {
  private static final int CONTENTS = 4; // two files, two documents

  @TempDir Path directory;

  private Reference first;
  private Reference second;
  private CacheOptions cache;

  @BeforeEach
  void push() {
    Reference layout = Reference.parse("oci:" + directory.resolve("layout") + ":v1");
    first = layout.withTag("v1");
    second = layout.withTag("v2");
    push("a", first);
    push("b", second);
    cache = CacheOptions.defaults().withDirectory(directory.resolve("cache"));
  }

  private void push(String name, Reference reference) {
    Tree project = new Tree(directory.resolve(name)).files(name + ".csv", "d/" + name + ".csv");
    project.bundle().select(List.of()).with(project.all()).manifest().push(reference.toString());
  }

  private EnsureOptions options() {
    return EnsureOptions.of(RegistryOptions.defaults()).withCache(cache);
  }

  private void ensure(Reference reference) {
    Bundles.load().ensure(reference, options());
  }

  /** Without grace: all that nobody names. */
  private CollectResult collect(CollectOptions options) {
    return Bundles.load().collect(options.withCache(cache).withGrace(Duration.ZERO));
  }

  private void forget(Reference reference) throws IOException {
    try (Stream<Path> refs = Files.list(directory.resolve("cache/refs"))) {
      for (Path ref : refs.toList()) {
        if (Files.readString(ref).startsWith(reference.toString())) {
          Files.delete(ref);
        }
      }
    }
  }

  /** As if it was ensured a while ago. */
  private void age(Reference reference, Duration age) throws IOException {
    try (Stream<Path> refs = Files.list(directory.resolve("cache/refs"))) {
      for (Path ref : refs.toList()) {
        if (Files.readString(ref).startsWith(reference.toString())) {
          Files.setLastModifiedTime(ref, FileTime.from(Instant.now().minus(age)));
        }
      }
    }
  }

  private boolean isWhole(Reference reference) {
    try {
      return Bundles.load().ensure(reference, options().withOffline()).files().size() == 2;
    } catch (io.modelops.bundle.error.WorkspaceException e) {
      return false;
    }
  }

  @Test
  void whatAReferenceNamesStays() throws IOException {
    ensure(first);
    ensure(second);
    assertThat(collect(CollectOptions.defaults()))
        .isEqualTo(CollectResult.of(0, 0).withKept(2 * CONTENTS, size()));
    forget(second);

    CollectResult result = collect(CollectOptions.defaults());

    assertThat(result.deleted()).isEqualTo(CONTENTS);
    assertThat(result.kept()).isEqualTo(CONTENTS);
    assertThat(result.bytesKept()).isEqualTo(size());
    assertThat(isWhole(first)).isTrue();
    assertThat(directory.resolve("cache/trash")).isEmptyDirectory();
    assertThat(directory.resolve("cache/leases")).isEmptyDirectory();
  }

  private long size() throws IOException {
    try (Stream<Path> walk = Files.walk(directory.resolve("cache/blobs"))) {
      return walk.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void whatCameWithinTheGraceStays() throws IOException {
    ensure(first);
    forget(first);

    CollectResult result = Bundles.load().collect(CollectOptions.defaults().withCache(cache));

    assertThat(result.deleted()).isZero();
    assertThat(result.kept()).isEqualTo(CONTENTS);
  }

  @Test
  void referencesThatWereNotUsedForLongAreForgotten() throws IOException {
    ensure(first);
    ensure(second);
    age(first, Duration.ofDays(40));

    CollectOptions old = CollectOptions.defaults().withMaxAge(Duration.ofDays(30));
    CollectResult plan = collect(old.withDryRun());
    assertThat(isWhole(second)).isTrue();
    assertThat(plan.references()).containsExactly(first.toString());

    assertThat(collect(old)).isEqualTo(plan);
    assertThat(isWhole(first)).isFalse();
    assertThat(isWhole(second)).isTrue();
  }

  @Test
  void whatWasUsedLastStaysWithinASize() throws IOException {
    ensure(first);
    long one = size();
    ensure(second);
    age(second, Duration.ofHours(2));

    CollectResult result = collect(CollectOptions.defaults().withMaxSize(one));

    assertThat(result.references()).containsExactly(second.toString());
    assertThat(result.bytesKept()).isEqualTo(one);
    assertThat(isWhole(first)).isTrue();
  }

  @Test
  void whatARunningCallUsesStays() throws IOException {
    ensure(first);
    forget(first);
    AtomicReference<CollectResult> meanwhile = new AtomicReference<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            if (phase == Phase.HASH && meanwhile.get() == null) { // the directory is compared
              meanwhile.set(collect(CollectOptions.defaults()));
            }
          }
        };

    Tree worker = new Tree(directory.resolve("worker"));
    Bundles.load().withProgress(listener).ensure(first, worker.root(), options());

    assertThat(meanwhile.get().deleted()).isZero();
    assertThat(worker.path("a.csv")).hasContent("content of a.csv");
  }

  @Test
  void theLeaseOfAProcessThatIsGoneEndsAndWhatItUsedIsHashed() throws IOException {
    ensure(first);
    String manifest =
        Bundles.load().inspect(first, RegistryOptions.defaults()).manifest().digest().toString();
    Path lease = Files.createDirectories(directory.resolve("cache/leases")).resolve("left");
    String machine =
        Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
            + " "
            + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    Files.writeString(lease, "1 0 " + machine + "\n" + manifest + "\n");
    Path blob = blob("content of a.csv");
    FileTime time = Files.getLastModifiedTime(blob);
    assertThat(blob.toFile().setWritable(true)).isTrue();
    Files.writeString(blob, "content of A.csv");
    Files.setLastModifiedTime(blob, time);

    assertThat(Bundles.load().ensure(first, options()).fetched()).isNotEmpty();

    assertThat(lease).doesNotExist();
    assertThat(blob).hasContent("content of a.csv");
  }

  private Path blob(String content) throws IOException {
    try (Stream<Path> walk = Files.walk(directory.resolve("cache/blobs"))) {
      return walk.filter(file -> file.toFile().isFile() && has(file, content)).findFirst().get();
    }
  }

  private static boolean has(Path file, String content) {
    try {
      return Files.readString(file).equals(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theLeaseOfAnotherMachineEndsAfterALongSilence() throws IOException {
    ensure(first);
    forget(first);
    String manifest =
        Bundles.load().inspect(first, RegistryOptions.defaults()).manifest().digest().toString();
    Path lease = directory.resolve("cache/leases/far");
    Files.writeString(lease, "7 7 elsewhere pid:[1]\n" + manifest + "\n");
    assertThat(collect(CollectOptions.defaults()).deleted()).isZero();

    Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));

    CollectResult result = collect(CollectOptions.defaults());
    assertThat(result.leases()).isEqualTo(1);
    assertThat(result.deleted()).isEqualTo(CONTENTS);
  }

  @Test
  void whatAKilledCollectionMovedAwayComesBackIfItIsNamed() throws IOException {
    ensure(first);
    Path blob = blob("content of a.csv");
    Path trash = Files.createDirectories(directory.resolve("cache/trash/of-a-killed-one"));
    Files.move(blob, trash.resolve("sha256_" + blob.getFileName()));

    collect(CollectOptions.defaults());

    assertThat(isWhole(first)).isTrue();
    assertThat(directory.resolve("cache/trash")).isEmptyDirectory();
  }

  @Test
  void leftoversOfKilledWritersAreDeleted() throws IOException {
    ensure(first);
    Path part = directory.resolve("cache/ingest/left.part");
    Files.writeString(part, "half");

    Bundles.load().collect(CollectOptions.defaults().withCache(cache));
    assertThat(part).exists(); // it may be written
    collect(CollectOptions.defaults());

    assertThat(part).doesNotExist();
  }

  @Test
  void whereThereIsNoCacheNothingIsCollectedAndNothingMade() {
    assertThat(collect(CollectOptions.defaults())).isEqualTo(CollectResult.of(0, 0));
    assertThat(directory.resolve("cache")).doesNotExist();
  }
}
