package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.EnsureResult.Origin;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker wants is here, fetched once, and asked for no more often than it must be. */
class EnsureTest {
  private static final String LARGE = "large ".repeat(200_000);

  @TempDir Path directory;

  private TestRegistry registry;
  private Tree project;
  private Tree worker;
  private Reference tag;
  private Reference digest;
  private CacheOptions cache;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    project = new Tree(directory.resolve("project")).files("a.csv", "d/b.csv", "d/e/c.csv");
    project.write("empty.txt", "").write("large.bin", LARGE);
    tag = Reference.parse(registry.host() + "/lab/models:v1");
    digest = pushed();
    worker = new Tree(directory.resolve("worker"));
    cache = CacheOptions.defaults().withDirectory(directory.resolve("cache"));
  }

  private Reference pushed() {
    String pushed =
        project
            .bundle()
            .select(List.of())
            .with(project.all())
            .manifest()
            .push(tag.toString())
            .digest()
            .toString();
    return Reference.parse(registry.host() + "/lab/models@" + pushed);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private EnsureOptions options() {
    return EnsureOptions.of(RegistryOptions.defaults()).withCache(cache);
  }

  private EnsureResult ensure(Reference reference) {
    return Bundles.load().ensure(reference, worker.root(), options());
  }

  private EnsureResult cached(Reference reference) {
    return Bundles.load().ensure(reference, options());
  }

  private int requests() {
    return registry.requests().size();
  }

  private void assertWorkerHasTheFiles() {
    for (String path : project.all()) {
      assertThat(worker.path(path)).hasSameBinaryContentAs(project.path(path));
    }
    assertThat(worker.path(".modelops-bundle/ensured")).exists();
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BundleException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  /** The file in the cache that has a content. */
  private Path blob(String content) throws IOException {
    return blobs(file -> content(file).equals(content)).get(0);
  }

  private List<Path> blobs(Predicate<Path> wanted) throws IOException {
    try (Stream<Path> walk = Files.walk(directory.resolve("cache/blobs"))) {
      return walk.filter(Files::isRegularFile).filter(wanted).toList();
    }
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void damage(Path blob, String content) throws IOException {
    assertThat(blob.toFile().setWritable(true)).isTrue();
    Files.writeString(blob, content);
  }

  /** As by somebody who hides it. */
  private static void damageUnseen(Path blob) throws IOException {
    FileTime time = Files.getLastModifiedTime(blob);
    byte[] content = Files.readAllBytes(blob);
    content[0]++;
    damage(blob, new String(content, java.nio.charset.StandardCharsets.ISO_8859_1));
    Files.setLastModifiedTime(blob, time);
  }

  @Test
  void aDirectoryGetsTheFilesAndIsNoProject() {
    EnsureResult result = ensure(tag);

    assertWorkerHasTheFiles();
    assertThat(result.files()).isEqualTo(project.all());
    assertThat(result.directory()).contains(worker.root().toString());
    assertThat(result.origin()).isEqualTo(Origin.REGISTRY);
    assertThat(result.cached()).isEqualTo(1); // the empty one
    assertThat(result.bytesFetched()).isPositive();
    assertThat(worker.path(".modelops-bundle/pull")).doesNotExist();
    assertThatThrownBy(() -> worker.bundle().workspace()).isInstanceOf(BundleException.class);
  }

  @Test
  void aReferenceByDigestThatIsHereAsksNothing() throws IOException {
    ensure(digest);
    FileTime past = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(worker.path("a.csv"), past);
    registry.close();

    EnsureResult again = ensure(digest);

    assertThat(again.origin()).isEqualTo(Origin.HERE);
    assertThat(again.changes().same()).contains("a.csv", "large.bin", "manifest.json");
    assertThat(again.changes().written()).isEmpty();
    assertThat(Files.getLastModifiedTime(worker.path("a.csv"))).isEqualTo(past);
    assertThat(cached(digest).origin()).isEqualTo(Origin.HERE);
  }

  @Test
  void anotherDirectoryIsFilledFromTheCache() throws IOException {
    EnsureResult first = cached(digest);
    assertThat(first.directory()).isEmpty();
    assertThat(first.bytesFetched()).isPositive();
    registry.close();

    EnsureResult second = ensure(digest);

    assertWorkerHasTheFiles();
    assertThat(second.origin()).isEqualTo(Origin.HERE);
    assertThat(second.cached()).isEqualTo(5);
  }

  @Test
  void aTagIsAskedForAndNothingElse() {
    ensure(tag);
    int before = requests();

    EnsureResult again = ensure(tag);

    assertThat(requests()).isEqualTo(before + 1);
    assertThat(again.fetched()).isEmpty();
    assertThat(again.origin()).isEqualTo(Origin.REGISTRY);
  }

  @Test
  void offlineATagMeansWhatItNamedLast() throws IOException {
    EnsureResult before = cached(tag);
    project.write("a.csv", "new");
    pushed();
    int asked = requests();

    EnsureResult offline = Bundles.load().ensure(tag, worker.root(), options().withOffline());

    assertThat(requests()).isEqualTo(asked);
    assertThat(offline.bundle().manifest()).isEqualTo(before.bundle().manifest());
    assertThat(worker.path("a.csv")).hasContent("content of a.csv");
    assertFails(
        ErrorCode.NOT_CACHED,
        () -> Bundles.load().ensure(tag.withTag("v2"), options().withOffline()));
  }

  @Test
  void offlineAPartIsWholeOrItIsSaidWhatIsMissing() {
    EnsureOptions part = options().withPaths(List.of(Glob.parse("d/**")));
    EnsureResult result = Bundles.load().ensure(tag, part);
    assertThat(result.files()).containsExactly("d/b.csv", "d/e/c.csv");

    EnsureResult offline = Bundles.load().ensure(tag, worker.root(), part.withOffline());

    assertThat(offline.origin()).isEqualTo(Origin.HERE);
    assertThat(offline.files()).containsExactly("d/b.csv", "d/e/c.csv");
    assertThatThrownBy(() -> Bundles.load().ensure(tag, options().withOffline()))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.NOT_CACHED);
              assertThat(e.paths()).containsExactly("a.csv", "large.bin");
            });
  }

  @Test
  void whatIsNotWholeHasNoMark() {
    Bundles.load().ensure(tag, options().withPaths(List.of(Glob.parse("d/**"))));
    EnsureOptions offline = options().withOffline();

    assertFails(ErrorCode.NOT_CACHED, () -> Bundles.load().ensure(tag, worker.root(), offline));

    assertThat(worker.path(".modelops-bundle/ensured")).doesNotExist();
    assertThat(worker.path("d/b.csv")).doesNotExist();
  }

  @Test
  void aTagThatMovedReplacesWhatWasEnsured() {
    ensure(tag);
    project.write("a.csv", "new").write("f.csv", "f");
    assertThat(project.path("d/b.csv").toFile().delete()).isTrue();
    pushed();

    EnsureResult moved = ensure(tag);

    assertWorkerHasTheFiles();
    assertThat(moved.changes().deleted()).containsExactly("d/b.csv");
    assertThat(worker.path("d/b.csv")).doesNotExist();
    assertThat(moved.changes().replaced()).containsExactly("a.csv", "manifest.json");
  }

  @Test
  void editedAndForeignFilesAreRefused() {
    ensure(tag);
    worker.write("a.csv", "edited");
    assertFails(ErrorCode.LOCAL_CHANGES, () -> ensure(tag));
    assertThat(worker.path("a.csv")).hasContent("edited");

    Tree other = new Tree(directory.resolve("other")).write("d/b.csv", "mine");
    assertFails(ErrorCode.LOCAL_CHANGES, () -> Bundles.load().ensure(tag, other.root(), options()));
    assertThat(other.all()).containsExactly("d/b.csv");
  }

  @Test
  void aFileThatWasDeletedComesBack() throws IOException {
    ensure(digest);
    Files.delete(worker.path("d/b.csv"));
    registry.close();

    EnsureResult again = ensure(digest);

    assertThat(again.changes().created()).containsExactly("d/b.csv");
    assertWorkerHasTheFiles();
  }

  @Test
  void onePartAfterAnotherIsEnsured() {
    Bundles.load().ensure(tag, worker.root(), options().withPaths(List.of(Glob.parse("d/**"))));
    assertThat(worker.path("a.csv")).doesNotExist();

    Bundles.load().ensure(tag, worker.root(), options().withPaths(List.of(Glob.parse("a.csv"))));

    assertThat(worker.path("a.csv")).exists();
    assertThat(worker.path("d/b.csv")).exists();
  }

  @Test
  void aDamagedContentIsNoticedMovedAwayAndFetchedAnew() throws IOException {
    cached(digest);
    for (String damage : List.of("", "conten", "content of A.csv")) {
      damage(blob("content of a.csv"), damage);

      EnsureResult result = cached(digest);

      assertThat(result.fetched()).isNotEmpty();
      assertThat(blob("content of a.csv")).exists();
    }
    assertThat(directory.resolve("cache/trash")).isDirectoryContaining("glob:**");
    ensure(digest);
    assertWorkerHasTheFiles();
  }

  @Test
  void hiddenDamageNeverReachesADirectory() throws IOException {
    cached(digest);
    damageUnseen(blob("content of a.csv"));

    EnsureResult result = ensure(digest);

    assertWorkerHasTheFiles();
    assertThat(result.fetched()).isNotEmpty();
  }

  @Test
  void hiddenDamageIsFoundWhereEverythingIsHashed() throws IOException {
    cached(digest);
    damageUnseen(blob("content of a.csv"));

    assertThat(cached(digest).fetched()).isEmpty();
    assertThat(Bundles.load().ensure(digest, options().withHashing()).fetched()).isNotEmpty();
    assertThat(blob("content of a.csv")).exists();
  }

  @Test
  void aDamagedDocumentIsFetchedAnew() throws IOException {
    cached(digest);
    for (Path document : blobs(file -> content(file).startsWith("{"))) {
      damage(document, "{}");
      assertThat(cached(digest).origin()).isEqualTo(Origin.REGISTRY);
      assertThat(cached(digest).origin()).isEqualTo(Origin.HERE);
    }
  }

  @Test
  void aContentThatVanishedIsAMiss() throws IOException {
    cached(digest);
    Files.delete(blob("content of d/e/c.csv"));

    ensure(digest);

    assertWorkerHasTheFiles();
    assertThat(blob("content of d/e/c.csv")).exists();
  }

  @Test
  void anOldContentIsHashedAgain() throws IOException {
    cached(digest);
    Path blob = blob("content of a.csv");
    damageUnseen(blob);
    Instant old = Instant.now().minus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Files.setLastModifiedTime(blob, FileTime.from(old));

    assertThat(cached(digest).fetched()).isNotEmpty();
  }

  @Test
  void aCheckOfTheCacheFindsWhatIsDamaged() throws IOException {
    cached(digest);
    CacheCheck sound = Bundles.load().checkCache(cache);
    damageUnseen(blob("content of a.csv"));

    CacheCheck check = Bundles.load().checkCache(cache);

    assertThat(sound.damaged()).isEmpty();
    assertThat(sound.checked()).isEqualTo(7); // with two documents
    assertThat(check.damaged()).hasSize(1);
    assertThat(Bundles.load().checkCache(cache).damaged()).isEmpty();
  }

  @Test
  void aLowerCacheIsReadAndNeverWritten() throws IOException {
    cached(digest);
    Path lower = directory.resolve("lower");
    Files.move(directory.resolve("cache"), lower);
    List<String> before = new Tree(lower).all();
    cache = cache.withLower(List.of(lower));
    registry.close();

    ensure(digest);

    assertWorkerHasTheFiles();
    assertThat(new Tree(lower).all()).isEqualTo(before);
    assertThat(directory.resolve("cache/blobs")).doesNotExist();
  }

  @Test
  void contentsAreReadOnlyAndTheirDirectoriesAreTheUsers() throws IOException {
    Environment environment =
        Environment.of(Map.of("XDG_CACHE_HOME", directory.resolve("xdg").toString()), null);
    Bundles.load()
        .withEnvironment(environment)
        .ensure(tag, EnsureOptions.of(RegistryOptions.defaults()));

    Tree content = new Tree(directory.resolve("xdg/modelops-bundle/content"));
    for (String path : content.all()) {
      if (path.startsWith("blobs/")) {
        assertThat(path).matches("blobs/sha256/([0-9a-f]{2})/\\1[0-9a-f]{62}");
        assertThat(Files.getPosixFilePermissions(content.path(path)).toString())
            .doesNotContain("WRITE");
      }
    }
    assertThat(content.path("leases")).isEmptyDirectory();
    assertThat(content.path("ingest")).isEmptyDirectory();
    assertFails(
        ErrorCode.NO_CACHE,
        () -> Bundles.load().ensure(tag, EnsureOptions.of(RegistryOptions.defaults())));
  }
}
