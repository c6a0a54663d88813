package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Project.SIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.BundleException;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.ManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file that is written: the old one or the new one, and only where it belongs. */
@Timeout(60)
class ManifestFileTest {
  @TempDir Path directory;
  private Project project = new Project(Path.of(""));

  @BeforeEach
  void makeProject() {
    project = Project.small(directory);
  }

  @Test
  void symbolicLinkIsNeitherFollowedNorReplaced(@TempDir Path elsewhere) throws IOException {
    Manifest manifest = project.manifest(SIR);
    Path victim = Files.writeString(elsewhere.resolve("victim"), "precious");
    Files.createSymbolicLink(project.path("manifest.json"), victim);
    assertRefused("unwritable", manifest::write);
    assertRefused("unreadable-manifest", manifest::check);
    assertThat(victim).hasContent("precious");
    assertThat(project.path("manifest.json")).isSymbolicLink();
  }

  @Test
  void danglingSymbolicLinkIsRefusedToo(@TempDir Path elsewhere) throws IOException {
    Manifest manifest = project.manifest(SIR);
    Files.createSymbolicLink(project.path("manifest.json"), elsewhere.resolve("nothing"));
    assertRefused("unwritable", manifest::write);
    assertRefused("unreadable-manifest", manifest::check);
    assertThat(elsewhere.resolve("nothing")).doesNotExist();
  }

  @Test
  void directoryIsRefused() throws IOException {
    Manifest manifest = project.manifest(SIR);
    Files.createDirectory(project.path("manifest.json"));
    assertRefused("unwritable", manifest::write);
    assertRefused("unreadable-manifest", manifest::check);
    assertThat(project.path("manifest.json")).isEmptyDirectory();
    assertThat(project.names()).containsExactly("data", "manifest.json", "models");
  }

  @Test
  void fifoIsRefusedWithoutWaitingForAWriter() {
    Manifest manifest = project.manifest(SIR);
    Processes.run(List.of("mkfifo", project.path("manifest.json").toString()), "");
    assertRefused("unreadable-manifest", manifest::check);
    assertRefused("unwritable", manifest::write);
  }

  @Test
  void permissionsOfTheOldFileAreKept() throws IOException {
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

  @Test
  void hardLinkToTheOldFileKeepsTheOldContent() throws IOException {
    Path file = Files.writeString(project.path("manifest.json"), "old");
    Path link = Files.createLink(project.path("link"), file);
    Manifest manifest = project.manifest(SIR);
    manifest.write();
    assertThat(link).hasContent("old");
    assertThat(file).hasBinaryContent(manifest.bytes());
  }

  @Test
  void fileElsewhereCanBeWrittenInTheSameManner(@TempDir Path elsewhere) {
    Manifest manifest = project.manifest(SIR);
    Path file = elsewhere.resolve("x".repeat(255));
    assertThat(manifest.write(file)).isEqualTo(file).hasBinaryContent(manifest.bytes());
    assertThat(elsewhere.toFile().list()).hasSize(1);
  }

  @Test
  void failureLeavesNoTemporaryFile(@TempDir Path elsewhere) {
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
  void interruptCancelsAndLeavesTheOldFile() throws IOException {
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
