package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Project.SIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A write leaves the old manifest or the new one, and replaces nothing but a regular file. */
@Timeout(60)
class ManifestFileTest {
  @TempDir Path directory;
  private Project project = new Project(Path.of(""));

  @BeforeEach
  void makeProject() {
    project = Project.small(directory);
  }

  @Test
  void symbolicLinkInPlaceOfTheManifestIsNeitherFollowedNorReplaced(@TempDir Path elsewhere)
      throws IOException {
    Manifest manifest = project.manifest(SIR);
    Path victim = Files.writeString(elsewhere.resolve("victim"), "precious");
    Files.createSymbolicLink(project.path("manifest.json"), victim);
    assertRefused("unwritable", manifest::write);
    assertRefused("unreadable-manifest", manifest::check);
    assertThat(victim).hasContent("precious");
    assertThat(project.path("manifest.json")).isSymbolicLink();
  }

  @Test
  void danglingSymbolicLinkInPlaceOfTheManifestIsRefused(@TempDir Path elsewhere)
      throws IOException {
    Manifest manifest = project.manifest(SIR);
    Files.createSymbolicLink(project.path("manifest.json"), elsewhere.resolve("nothing"));
    assertRefused("unwritable", manifest::write);
    assertRefused("unreadable-manifest", manifest::check);
    assertThat(elsewhere.resolve("nothing")).doesNotExist();
  }

  @Test
  void directoryInPlaceOfTheManifestIsRefused() throws IOException {
    Manifest manifest = project.manifest(SIR);
    Files.createDirectory(project.path("manifest.json"));
    assertRefused("unwritable", manifest::write);
    assertRefused("unreadable-manifest", manifest::check);
    assertThat(project.path("manifest.json")).isEmptyDirectory();
    assertThat(project.names()).containsExactly("data", "manifest.json", "models");
  }

  @Test
  void pipeInPlaceOfTheManifestIsRefusedWithoutWaitingForAWriter() {
    Manifest manifest = project.manifest(SIR);
    Processes.run(List.of("mkfifo", project.path("manifest.json").toString()), "");
    assertRefused("unreadable-manifest", manifest::check);
    assertRefused("unwritable", manifest::write);
  }

  @Test
  void rewrittenManifestKeepsItsPermissions() throws IOException {
    Path file = project.manifest(SIR).write();
    Path fresh = Files.createFile(project.path("fresh"));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(fresh));
    for (String mode : List.of("rw-r-----", "r--------", "rwxrwxrwx")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      project.manifest(SIR).write();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(mode);
    }
  }

  /** As in a directory that a group works in. */
  @Test
  void rewrittenManifestKeepsTheAccessListOfItsDirectory() throws IOException {
    Programs.require("setfacl", "getfacl");
    String directory = project.root().toString();
    Programs.run("setfacl", "-d", "-m", "u:12345:rw,g:23456:r", directory);
    String file = project.manifest(SIR).write().toString();
    String given = Programs.run("getfacl", "-cpn", file);
    assertThat(given).contains("user:12345:rw-", "group:23456:r--");
    Files.writeString(Path.of(file), "old");
    project.manifest(SIR).write();
    assertThat(Programs.run("getfacl", "-cpn", file)).isEqualTo(given);
  }

  @Test
  void hardLinkToTheOldFileKeepsTheOldContent() throws IOException {
    Path file = Files.writeString(project.path("manifest.json"), "old");
    Path link = Files.createLink(project.path("link"), file);
    Manifest manifest = project.manifest(SIR);
    manifest.write();
    assertThat(link).hasContent("old");
    assertThat(file).hasBinaryContent(manifest.bytes());
  }

  /**
   * What is mounted cannot be replaced: the rename fails as it does where another program bars it.
   */
  @Test
  void failedRenameLeavesTheOldFileAndNoTemporaryFile(@TempDir Path elsewhere) throws IOException {
    Programs.require("mount", "umount");
    Path file = Files.writeString(project.path("manifest.json"), "old");
    Path other = Files.writeString(elsewhere.resolve("other"), "mounted");
    List<String> mount = List.of("mount", "--bind", other.toString(), file.toString());
    Assumptions.assumeTrue(Programs.start(Map.of(), mount).status() == 0, "cannot mount");
    try {
      Manifest manifest = project.manifest(SIR);
      assertThatExceptionOfType(ManifestException.class)
          .isThrownBy(manifest::write)
          .withMessageContainingAll("manifest.json", "busy");
      assertThat(file).hasContent("mounted");
      assertThat(project.names()).containsExactly("data", "manifest.json", "models");
    } finally {
      Programs.run("umount", file.toString());
    }
    assertThat(file).hasContent("old");
  }

  @Test
  void tenWritersAtOnceLeaveOneCompleteManifest() throws Exception {
    Manifest one = project.manifest(SIR);
    Manifest other = project.manifest(SIR, Project.SEIR);
    ExecutorService pool = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Path>> writers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        writers.add(i % 2 == 0 ? one::write : other::write);
      }
      for (Future<Path> written : pool.invokeAll(writers)) {
        assertThat(Files.readAllBytes(written.get())).isIn(one.bytes(), other.bytes());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(project.names()).containsExactly("data", "manifest.json", "models");
  }

  @Test
  void fileElsewhereCanBeWrittenInTheSameManner(@TempDir Path elsewhere) {
    Manifest manifest = project.manifest(SIR);
    Path file = elsewhere.resolve("x".repeat(255));
    assertThat(manifest.write(file)).isEqualTo(file).hasBinaryContent(manifest.bytes());
    assertThat(elsewhere.toFile().list()).hasSize(1);
  }

  @Test
  void failedWriteLeavesNoTemporaryFile(@TempDir Path elsewhere) {
    Manifest manifest = project.manifest(SIR);
    assertRefused("unwritable", () -> manifest.write(elsewhere.resolve("x".repeat(256))));
    assertRefused("unwritable", () -> manifest.write(elsewhere.resolve("missing/m.json")));
    assertThat(elsewhere).isEmptyDirectory();
  }

  /** {@code /proc} lets no file be made, not even by root. */
  @Test
  void directoryThatTakesNoFileIsAnErrorOfTheManifest() {
    Manifest manifest = project.manifest(SIR);
    assertRefused("unwritable", () -> manifest.write(Path.of("/proc/manifest.json")));
    assertRefused("unwritable", () -> manifest.write(Path.of("/")));
  }

  @Test
  void interruptCancelsTheWriteAndLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(project.path("manifest.json"), "old");
    Manifest manifest = project.manifest(SIR);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(manifest::write).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasContent("old");
    assertThat(project.names()).containsExactly("data", "manifest.json", "models");
    assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  private static void assertRefused(String code, Runnable call) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(call::run)
        .extracting(BundleException::code)
        .isEqualTo(code);
  }
}
