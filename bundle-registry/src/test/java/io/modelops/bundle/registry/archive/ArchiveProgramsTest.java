package io.modelops.bundle.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.PushResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives between us and programs that are not ours. */
class ArchiveProgramsTest {
  @TempDir private Path directory;
  private Archives archives;

  @BeforeEach
  void makeAProject() throws IOException {
    archives = new Archives(directory);
  }

  @Test
  void skopeoReadsOursAndWeReadAndWriteOnIts() throws IOException {
    Programs.require("skopeo");
    PushResult pushed = archives.manifest().push(archives.reference("v1"));
    Path copied = directory.resolve("skopeo.tar");

    Programs.run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "--preserve-digests",
        archives.reference("v1"),
        "oci-archive:" + copied + ":v1");
    Files.move(copied, archives.file(), StandardCopyOption.REPLACE_EXISTING);

    isWhole(pushed);
    archives.change("other");
    PushResult second = archives.manifest().push(archives.reference("v2"));
    isWhole(pushed);
    assertThat(Programs.run("skopeo", "inspect", "--raw", archives.reference("v2")))
        .hasSize((int) manifest("v2").size());
    assertThat(second.present()).isNotEmpty();
  }

  @Test
  void orasReadsOurs() throws IOException {
    Programs.require("oras");
    archives.manifest().push(archives.reference("v1"));
    Path target = directory.resolve("target");

    Programs.run("oras", "pull", "--oci-layout", archives.file() + ":v1", "-o", target.toString());

    for (String path : List.of("a.txt", "data/large.bin")) {
      assertThat(target.resolve(path))
          .hasSameBinaryContentAs(directory.resolve("project").resolve(path));
    }
  }

  @Test
  void weReadALayoutThatTarPacked() throws IOException {
    Programs.require("tar");
    Path layout = directory.resolve("layout");
    PushResult pushed = archives.manifest().push("oci:" + layout + ":v1");
    Files.createDirectories(directory.resolve("there"));

    Programs.run("tar", "-cf", archives.file().toString(), "-C", layout.toString(), ".");

    isWhole(pushed);
    assertThat(archives.manifest().push(archives.reference("v1")).sent()).isEmpty();
  }

  @Test
  void tarUnpacksOursToALayout() throws IOException {
    Programs.require("tar");
    PushResult pushed = archives.manifest().push(archives.reference("v1"));
    Path layout = Files.createDirectory(directory.resolve("unpacked"));

    Programs.run("tar", "-xf", archives.file().toString(), "-C", layout.toString());

    PushResult again = archives.manifest().push("oci:" + layout + ":v1");
    assertThat(again.sent()).isEmpty();
    assertThat(again.digest()).isEqualTo(pushed.digest());
  }

  private Descriptor manifest(String tag) throws IOException {
    try (Repository repository = archives.open()) {
      return repository.resolve(tag).orElseThrow();
    }
  }

  private void isWhole(PushResult pushed) throws IOException {
    Descriptor manifest = manifest("v1");
    assertThat(manifest.digest()).isEqualTo(pushed.digest());
    try (Repository repository = archives.open()) {
      assertThat(repository.isIntact(manifest)).isTrue();
      for (Descriptor blob : pushed.sent()) {
        assertThat(repository.isIntact(blob)).as(blob.title()).isTrue();

        try (InputStream in = repository.openBlob(blob, blob.size())) {
          assertThat(in.read()).isEqualTo(-1);
        }
      }
    }
  }
}
