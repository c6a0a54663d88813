package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Project.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are hashed as they are: whole, unchanged while read, never a link. */
@Timeout(120)
class HashingTest {
  @TempDir Path directory;

  @Test
  void aHashAlgorithmThatTheHostGivesComputesTheDigests() {
    Project project = Project.small(directory);
    AtomicInteger computations = new AtomicInteger();
    HashAlgorithm counting =
        new HashAlgorithm() {
          @Override
          public String id() {
            return "sha256";
          }

          @Override
          public Hasher newHasher() {
            computations.incrementAndGet();
            return HashAlgorithm.SHA_256.newHasher();
          }
        };
    Manifest manifest =
        Bundle.open(directory, Providers.load().with(counting))
            .select(List.of(Project.SEIR))
            .manifest();
    assertThat(computations).hasValue(2); // of the model's files
    assertThat(manifest.bytes()).isEqualTo(project.manifest(Project.SEIR).bytes());
  }

  @Test
  void manyFilesHashedAtOnceHaveTheHashesOfOneByOne() throws Exception {
    Project project = new Project(directory);
    Random random = new Random(78);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] content = new byte[i % 50 == 0 ? 300_000 + i : random.nextInt(5_000)];
      random.nextBytes(content);
      paths.add("d" + i % 7 + "/f" + i);
      project.file(paths.get(i), content);
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Manifest manifest =
          project.bundle().withExecutor(pool).select(List.of()).with(paths).manifest();
      assertThat(manifest.bytes())
          .isEqualTo(project.bundle().select(List.of()).with(paths).manifest().bytes());
      for (String path : paths) {
        byte[] content = Files.readAllBytes(project.path(path));
        assertThat(manifest.content().files().get(path))
            .isNotNull()
            .satisfies(
                entry -> {
                  assertThat(entry.size()).isEqualTo(content.length);
                  assertThat(entry.digest().hex())
                      .isEqualTo(
                          HexFormat.of()
                              .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
                });
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void hashesAreThoseOfSha256sum() {
    Project project = new Project(directory).file("a", "text\r\n").file("b", new byte[] {0, -1});
    Manifest manifest = project.bundle().select(List.of()).with(List.of("a", "b")).manifest();
    for (String path : List.of("a", "b")) {
      byte[] output = Processes.run(List.of("sha256sum", project.path(path).toString()), "");
      assertThat(manifest.content().files().get(path))
          .isNotNull()
          .satisfies(
              entry ->
                  assertThat(new String(output, java.nio.charset.StandardCharsets.UTF_8))
                      .startsWith(entry.digest().hex()));
    }
  }

  enum Change {
    GROW,
    SHRINK,
    REWRITE,
    REPLACE,
    LINK
  }

  @ParameterizedTest(name = "{0}")
  @org.junit.jupiter.params.provider.EnumSource
  void fileThatChangesWhileItIsReadIsRefused(Change change) throws IOException {
    Project project = new Project(directory).file("data.bin", new byte[400_000]);
    Path file = project.path("data.bin");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    AtomicBoolean fired = new AtomicBoolean();
    ProgressListener saboteur =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long bytes) {
            if (phase == Phase.HASH && fired.compareAndSet(false, true)) {
              apply(change, file);
            }
          }
        };
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(
            () ->
                project
                    .bundle()
                    .withProgress(saboteur)
                    .select(List.of(model("m", "m:C", "data.bin")))
                    .manifest())
        .satisfies(
            e -> {
              assertThat(e.code())
                  .isEqualTo(change == Change.LINK ? "symbolic-link" : "file-changed");
              assertThat(e.file()).isEqualTo("data.bin");
            });
    assertThat(fired).isTrue();
  }

  private static void apply(Change change, Path file) {
    try {
      Path other = file.resolveSibling("other");
      switch (change) {
        case GROW -> Files.write(file, new byte[400_000], StandardOpenOption.APPEND);
        case SHRINK -> {
          try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(200_000);
          }
        }
        case REWRITE -> Files.write(file, new byte[400_000]);
        case REPLACE -> {
          Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
          Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        }
        case LINK -> {
          Files.move(file, other);
          Files.createSymbolicLink(file, other);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fileThatGrowsForEverIsRefused() {
    Project project = new Project(directory).file("log", new byte[200_000]);
    Path file = project.path("log");
    ProgressListener writer =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long bytes) {
            try {
              Files.write(file, new byte[(int) bytes], StandardOpenOption.APPEND);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    assertRefused(
        "file-changed",
        "log",
        () ->
            project
                .bundle()
                .withProgress(writer)
                .select(List.of())
                .with(List.of("log"))
                .manifest());
  }

  @Test
  void symbolicLinksAreRefusedWhereverTheyLead(@TempDir Path outside) throws IOException {
    Project project = new Project(directory).file("real/x.csv", "x");
    Files.writeString(outside.resolve("x.csv"), "secret");
    Files.createSymbolicLink(project.path("file"), outside.resolve("x.csv"));
    Files.createSymbolicLink(project.path("inside"), project.path("real/x.csv"));
    Files.createSymbolicLink(project.path("dangling"), project.path("nothing"));
    Files.createSymbolicLink(project.path("loop"), project.path("loop"));
    Files.createSymbolicLink(project.path("parent"), outside);
    Files.createSymbolicLink(project.path("parent-inside"), project.path("real"));
    for (String path :
        List.of("file", "inside", "dangling", "loop", "parent/x.csv", "parent-inside/x.csv")) {
      assertRefused("symbolic-link", path, () -> manifest(project, path));
    }
  }

  @Test
  void projectThatIsReachedThroughALinkIsFine(@TempDir Path outside) throws IOException {
    Project project = new Project(directory).file("x.csv", "x");
    Project linked = new Project(Files.createSymbolicLink(outside.resolve("link"), directory));
    assertThat(manifest(linked, "x.csv").bytes()).isEqualTo(manifest(project, "x.csv").bytes());
  }

  @Test
  void pipesAndDirectoriesAreRefusedUnopened() {
    Project project = new Project(directory).file("dir/x.csv", "x");
    Processes.run(List.of("mkfifo", project.path("pipe").toString()), "");
    assertRefused("not-a-file", "pipe", () -> manifest(project, "pipe"));
    assertRefused("not-a-file", "dir", () -> manifest(project, "dir"));
  }

  /** The kernel says of such a file that it is empty. */
  @Test
  void fileWithMoreBytesThanItsSizeSaysIsRefused() {
    Path kernel = Path.of("/proc/sys/kernel");
    Assumptions.assumeTrue(Files.isRegularFile(kernel.resolve("ostype")), "no Linux");
    assertRefused("file-changed", "ostype", () -> manifest(new Project(kernel), "ostype"));
  }

  @Test
  void missingFileIsNamed() {
    Project project = new Project(directory).file("x.csv", "x");
    assertRefused("file-missing", "y.csv", () -> manifest(project, "x.csv", "y.csv"));
    assertRefused("file-missing", "no/y.csv", () -> manifest(project, "no/y.csv"));
    assertRefused("file-missing", "x.csv/y", () -> manifest(project, "x.csv/y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/etc/passwd",
        "a//b",
        "",
        ".git/config",
        "a\u0000b",
        "manifest.json",
        "CON"
      })
  void pathThatABundleCannotHoldIsNamed(String path) {
    Project project = new Project(directory).file("x.csv", "x");
    assertRefused("bad-path", path, () -> manifest(project, "x.csv", path));
  }

  @Test
  void pathsThatDifferInCaseOnlyAreRefused() {
    Project project = new Project(directory).file("Model.py", "x").file("model.py", "y");
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> manifest(project, "Model.py", "model.py"))
        .withMessageContainingAll("'Model.py'", "'model.py'");
  }

  /** 2^31 + 5 zero bytes, of which none is on disk. */
  @Test
  @InWholeSweeps
  void sparseFileOfMoreThanTwoGibibytesIsHashed() throws Exception {
    Project project = new Project(directory);
    long size = (1L << 31) + 5;
    try (RandomAccessFile file = new RandomAccessFile(project.path("big").toFile(), "rw")) {
      file.setLength(size);
    }
    assertThat(manifest(project, "big").content().files().get("big"))
        .isNotNull()
        .satisfies(
            entry -> {
              assertThat(entry.size()).isEqualTo(size);
              assertThat(entry.digest().hex())
                  .isEqualTo("68bdfcb656af3067b8110b5cc839b4e12b180ef11e86011b8df4a709fe2c2f67");
            });
  }

  @Test
  void sameContentUnderTwoNamesAndAHardLinkIsHashedAlike() throws IOException {
    Project project = new Project(directory).file("a", "same").file("b", "same");
    Files.createLink(project.path("c"), project.path("a"));
    assertThat(manifest(project, "a", "b", "c").content().files().values())
        .hasSize(3)
        .containsOnly(manifest(project, "a").content().files().get("a"));
  }

  private static Manifest manifest(Project project, String... paths) {
    return project.bundle().select(List.of()).with(List.of(paths)).manifest();
  }

  private static void assertRefused(String code, String file, Runnable call) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.file()).isEqualTo(file))
        .extracting(BundleException::code)
        .isEqualTo(code);
  }
}
