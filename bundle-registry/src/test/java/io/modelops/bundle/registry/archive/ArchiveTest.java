package io.modelops.bundle.registry.archive;

import static io.modelops.bundle.registry.tar.Tars.archive;
import static io.modelops.bundle.registry.tar.Tars.directory;
import static io.modelops.bundle.registry.tar.Tars.entry;
import static io.modelops.bundle.registry.tar.Tars.file;
import static io.modelops.bundle.registry.tar.Tars.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PushResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";
  private static final String TEXT = "{\"a\":1}";
  private static final byte[] CONTENT = TEXT.getBytes(StandardCharsets.UTF_8);
  private static final Descriptor BLOB =
      new Descriptor("x/y", ContentCheck.digest("sha256", CONTENT), CONTENT.length);

  @TempDir private Path directory;
  private Archives archives;

  @BeforeEach
  void makeAProject() throws IOException {
    archives = new Archives(directory);
  }

  @Test
  void anArchiveIsAFunctionOfItsContent() throws IOException {
    PushResult pushed = archives.manifest().push(archives.reference("v1"));
    byte[] first = Files.readAllBytes(archives.file());
    Files.delete(archives.file());
    Files.setLastModifiedTime(directory.resolve("project/a.txt"), FileTime.fromMillis(0));

    assertThat(archives.manifest().push(archives.reference("v1")).digest())
        .isEqualTo(pushed.digest());

    assertThat(Files.readAllBytes(archives.file())).isEqualTo(first);
    assertThat(archives.entries().keySet())
        .startsWith("blobs/", "blobs/sha256/")
        .endsWith("index.json", "oci-layout")
        .hasSize(pushed.sent().size() + 1 + 4)
        .isEqualTo(new TreeSet<>(archives.entries().keySet()));
    assertThat(archives.beside()).containsExactly("bundle.tar");
  }

  @Test
  void aSecondPushSendsAndWritesNothing() throws IOException {
    archives.manifest().push(archives.reference("v1"));
    Object before = Files.getAttribute(archives.file(), "unix:ino");

    PushResult again = archives.manifest().push(archives.reference("v1"));

    assertThat(again.sent()).isEmpty();
    assertThat(Files.getAttribute(archives.file(), "unix:ino")).isEqualTo(before);
  }

  @Test
  void whatOthersPutIntoAnArchiveStays() throws IOException {
    String index =
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"a/b\",\"digest\":\""
            + BLOB.digest()
            + "\",\"size\":7,\"annotations\":{\"mine\":\"1\"},\"x\":1}],\"y\":2}";
    String blob = "blobs/sha256/" + BLOB.digest().hex();
    archives.write(
        archive(
            file("./index.json", index),
            directory("./mine/empty"),
            file("./manifest.json", "[]"),
            file("./" + blob, TEXT),
            file("./oci-layout", Archives.MARKER)));

    archives.manifest().push(archives.reference("v1"));

    Map<String, String> entries = archives.entries();
    assertThat(entries)
        .containsEntry("manifest.json", "[]")
        .containsEntry(blob, TEXT)
        .containsKey("mine/empty/");
    assertThat(entries.get("index.json"))
        .startsWith(index.substring(0, index.indexOf("],\"y\"")))
        .endsWith("],\"y\":2}")
        .contains("\"org.opencontainers.image.ref.name\":\"v1\"");
  }

  @Test
  void orderPrefixesAndLongNamesDoNotMatterAndOfTwoEntriesTheLaterCounts() throws IOException {
    String name = "blobs/sha256/" + BLOB.digest().hex();
    archives.write(
        archive(
            file("index.json", "{"),
            file("oci-layout", "{}"),
            entry("x", 'x', record("path", "./" + name)),
            file("short", TEXT),
            entry("././@LongLink", 'L', "./././oci-layout\0"),
            file("short", Archives.MARKER),
            file("./index.json", INDEX),
            directory("./")));

    try (Repository repository = archives.open();
        InputStream in = repository.openBlob(BLOB, 3)) {
      assertThat(repository.tags(9, null)).isEmpty();
      assertThat(repository.isIntact(BLOB)).isTrue();
      assertThat(in.readAllBytes()).asString().isEqualTo(TEXT.substring(3));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../../x", "/etc/x", "a//b", "a/./b", "..", "./../x", "a/..", "//"})
  void anEntryThatLeadsElsewhereIsRefused(String name) throws IOException {
    archives.write(
        archive(
            file("oci-layout", Archives.MARKER), entry(name, name.endsWith("/") ? '5' : '0', "")));

    isRefused("not-a-layout", "it has an entry");
  }

  @Test
  void whatIsNoArchiveOfALayoutIsRefused() throws IOException {
    archives.write(new byte[] {0x1f, (byte) 0x8b, 8, 0});
    isRefused("not-a-layout", "the archive is cut off");
    archives.write(archive(file("index.json", INDEX)));
    isRefused("not-a-layout", "it has no oci-layout");
    archives.write(archive(file("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}")));
    isRefused("not-a-layout", "1.0.0");
    archives.write(archive(file("oci-layout", Archives.MARKER), entry("a", '1', "")));
    isRefused("not-a-layout", "a hard link");
    Files.delete(archives.file());
    Files.createDirectory(archives.file());
    isRefused("not-a-layout", "no regular file");
  }

  @Test
  void aDamagedIndexIsToldAndNothingIsWritten() throws IOException {
    byte[] damaged = archive(file("oci-layout", Archives.MARKER), file("index.json", "[]"));
    archives.write(damaged);

    isRefused("damaged-layout", "no image index");

    assertThat(Files.readAllBytes(archives.file())).isEqualTo(damaged);
  }

  private void isRefused(String code, String why) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> archives.manifest().push(archives.reference("v1")))
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    assertThat(archives.beside()).containsExactly("bundle.tar");
  }

  @Test
  void aDamagedBlobIsToldWhileItIsReadAndMendedByAPush() throws IOException {
    String name = "blobs/sha256/" + BLOB.digest().hex();
    archives.write(
        archive(file("oci-layout", Archives.MARKER), file(name, TEXT.replace("a", "b"))));
    try (Repository repository = archives.open();
        InputStream in = repository.openBlob(BLOB, 0)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("is damaged");
      assertThat(repository.exists(BLOB)).isTrue();
      assertThat(repository.isIntact(BLOB)).isFalse();

      repository.push(BLOB, Blob.of(CONTENT));
      repository.tag(BLOB, Blob.of(CONTENT), "v1");
    }
    assertThat(archives.entries()).containsEntry(name, TEXT);
  }

  @Test
  void contentThatIsNotWhatWasAnnouncedIsRefused() throws IOException {
    try (Repository repository = archives.open()) {
      for (String wrong : List.of("", "{", TEXT.replace("a", "b"), TEXT + "!")) {
        byte[] bytes = wrong.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> repository.push(BLOB, Blob.of(bytes)))
            .hasMessageContaining("not the content that was announced");
      }
      assertThat(repository.exists(BLOB)).isFalse();
    }
    assertThat(archives.beside()).isEmpty();
  }

  @Test
  void nothingIsLeftAndNothingIsChangedByACancelledPush() throws IOException {
    archives.manifest().push(archives.reference("v1"));
    byte[] before = Files.readAllBytes(archives.file());
    archives.change("other");
    for (int when = 0; when < 3; when++) {
      int[] left = {when};
      ProgressListener listener =
          new ProgressListener() {
            @Override
            public void advanced(Phase phase, String item, long bytes) {
              if (phase == Phase.PUSH && left[0]-- == 0) {
                throw new CancellationException("enough");
              }
            }
          };

      assertThatThrownBy(
              () -> archives.manifest().withProgress(listener).push(archives.reference("v1")))
          .isInstanceOf(CancellationException.class);
      assertThat(archives.beside()).containsExactly("bundle.tar");
      assertThat(Files.readAllBytes(archives.file())).isEqualTo(before);
    }
  }

  @Test
  void whatAnotherProgramWroteMeanwhileIsNotLost() throws IOException {
    archives.manifest().push(archives.reference("v1"));
    byte[] other =
        archive(
            file("oci-layout", Archives.MARKER), file("index.json", INDEX), file("new", "thing"));
    boolean[] done = {false};
    Operation meddling =
        new Operation(
            () -> {
              if (!done[0] && archives.beside().stream().anyMatch(n -> n.endsWith(".lock"))) {
                done[0] = true;
                replace(other);
              }
              return false;
            },
            ProgressListener.NONE,
            null);

    try (Repository repository = archives.open(meddling)) {
      repository.tag(BLOB, Blob.of(CONTENT), "v2");
    }

    assertThat(done[0]).isTrue();
    assertThat(archives.entries()).containsEntry("new", "thing");
    assertThat(archives.entries().get("index.json")).contains("\"v2\"").doesNotContain("\"v1\"");
    assertThat(archives.beside()).containsExactly("bundle.tar");
  }

  private void replace(byte[] archive) {
    try {
      Path temporary = directory.resolve("other.tar");
      Files.write(temporary, archive);
      Files.move(temporary, archives.file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLinkIsFollowedAndPermissionsArePassedOn() throws IOException {
    archives.manifest().push(archives.reference("v1"));
    Path real = directory.resolve("real.tar");
    Files.move(archives.file(), real);
    Files.createSymbolicLink(archives.file(), real);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));

    archives.manifest().push(archives.reference("v2"));

    assertThat(archives.file()).isSymbolicLink();
    assertThat(Files.getPosixFilePermissions(real))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Repository repository = archives.open()) {
      assertThat(repository.tags(9, null)).containsExactly("v1", "v2");
    }
  }
}
