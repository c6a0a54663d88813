package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.ProviderException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutPushTest {
  private static final String TYPES =
      "\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":%d";

  @TempDir Path directory;
  private LayoutProject project;

  @BeforeEach
  void aProject() throws IOException {
    project =
        new LayoutProject(directory)
            .file("README.md", "# Seir\n")
            .file("models/seir.py", "class SEIR: ...\n")
            .file("data/large.bin", new byte[(1 << 20) + 1]);
  }

  @Test
  void aPushMakesALayout() throws IOException {
    PushResult pushed = project.manifest().push(project.reference("v1"));

    project.isSound();
    String digest = pushed.digest().toString();
    assertThat(project.index())
        .isEqualTo(
            ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                    + "\"manifests\":[{"
                    + TYPES
                    + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"},"
                    + "\"artifactType\":\"application/vnd.modelops.bundle.v1\"}]}")
                .formatted(digest, Files.size(project.blob(digest))));
    assertThat(project.blobs()).hasSize(pushed.sent().size() + 1);
    assertThat(pushed.present()).isEmpty();
  }

  @Test
  void aSecondPushSendsNothing() throws IOException {
    PushResult first = project.manifest().push(project.reference("v1"));
    for (Descriptor blob : first.sent()) {
      Files.setLastModifiedTime(project.blob(blob.digest().toString()), FileTime.fromMillis(0));
    }

    PushResult second = project.manifest().push(project.reference("v1"));

    assertThat(second.sent()).isEmpty();
    assertThat(second.present()).isEqualTo(first.sent());
    assertThat(second.bytesSent()).isZero();
    assertThat(second.digest()).isEqualTo(first.digest());
    for (Descriptor blob : first.sent()) {
      assertThat(Files.getLastModifiedTime(project.blob(blob.digest().toString())).toMillis())
          .isZero();
    }
  }

  @Test
  void interruptWhileAFileIsReadCancelsThePushAndIsKept() throws IOException {
    project.file("large.bin", "x".repeat(2 << 20));
    ProgressListener interrupter =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long bytes) {
            if (phase == Phase.PUSH && item.equals("large.bin")) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Executor none =
        task -> {
          throw new RejectedExecutionException("so that the caller works alone");
        };
    Manifest manifest =
        project.manifest(bundle -> bundle.withProgress(interrupter).withExecutor(none));
    try {
      assertThatThrownBy(() -> manifest.push(project.reference("v1")))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(project.layout().resolve("index.json")).doesNotExist();
  }

  @Test
  void otherTagsAndWhatIsUnknownStay() throws IOException {
    project.manifest().push(project.reference("v1"));
    String other =
        "{\"mediaType\":\"x/y\",\"size\":12345678901234567890,\"weight\":1.10,\"deep\":[[{}]],"
            + "\"annotations\":{\"org.opencontainers.image.ref.name\":\"other\",\"a\":\"\u00e9\"}}";
    String head = "{\"future\":{\"a\":[1E+400,null,true]},\"manifests\":[" + other + ",{\"no\":0}";
    Files.writeString(project.layout().resolve("index.json"), head + "],\"schemaVersion\":2}\n");

    project.manifest().push(project.reference("v1"));

    assertThat(project.index()).startsWith(head + ",{").endsWith("}],\"schemaVersion\":2}");
    assertThat(project.index()).contains("\"org.opencontainers.image.ref.name\":\"v1\"");
  }

  @Test
  void aTagMovesAndKeepsItsPlace() throws IOException {
    PushResult old = project.manifest().push(project.reference("v1"));
    project.manifest().push(project.reference("v2"));

    project.file("models/seir.py", "class SEIR: pass\n");
    PushResult moved = project.manifest().push(project.reference("v1"));

    assertThat(project.index().split("ref.name\":\"v1\"", -1)).hasSize(2);
    assertThat(project.index().indexOf(moved.digest().toString()))
        .isPositive()
        .isLessThan(project.index().indexOf(old.digest().toString()));
    assertThat(project.blob(old.digest().toString())).exists();
    project.isSound();
  }

  @Test
  void anIndexWithoutManifestsAsGoWritesItIsFilled() throws IOException {
    project.manifest().push(project.reference("v1"));
    String written = project.index();
    Files.writeString(
        project.layout().resolve("index.json"),
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":null}");

    project.manifest().push(project.reference("v1"));

    assertThat(project.index()).isEqualTo(written);
  }

  @Test
  void aBlobOfWrongSizeIsWrittenAnew() throws IOException {
    PushResult first = project.manifest().push(project.reference("v1"));
    Descriptor damaged = first.sent().get(first.sent().size() - 1);
    Files.write(project.blob(damaged.digest().toString()), new byte[] {1});
    Path manifest = project.blob(first.digest().toString());
    Files.write(manifest, new byte[(int) Files.size(manifest)]);

    PushResult second = project.manifest().push(project.reference("v1"));

    assertThat(second.sent()).containsExactly(damaged);
    project.isSound();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"README.md", "models/seir.py", "data/large.bin"})
  void aFileThatChangedSinceTheManifestLeavesTheTagAsItWas(String path) throws IOException {
    project.manifest().push(project.reference("v1"));
    String index = project.index();
    project.file("more/x.txt", "x").file(path, "now something else");
    Manifest manifest = project.manifest();
    project.file(path, "changed in between");

    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> manifest.push(project.reference("v1")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("file-changed"))
        .satisfies(e -> assertThat(e.file()).isEqualTo(path));
    assertThat(project.index()).isEqualTo(index);
    project.isSound();
  }

  @ParameterizedTest(name = "{0} in place of the file")
  @CsvSource({
    "nothing, file-missing",
    "link, symbolic-link",
    "pipe, not-a-file",
    "directory, not-a-file"
  })
  void aFileThatIsNoneSinceTheManifestLeavesTheTagAsItWas(String what, String code)
      throws IOException {
    project.manifest().push(project.reference("v1"));
    String index = project.index();
    project.file("models/seir.py", "class SEIR: pass\n");
    Manifest manifest = project.manifest();
    Path file = directory.resolve("project/models/seir.py");
    Path secret =
        Files.move(file, directory.resolve("secret")); // with the content that is expected
    switch (what) {
      case "link" -> Files.createSymbolicLink(file, secret);
      case "pipe" -> {
        Programs.require("mkfifo");
        Programs.run("mkfifo", file.toString());
      }
      case "directory" -> Files.createDirectory(file);
      default -> {}
    }

    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> manifest.push(project.reference("v1")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.file()).isEqualTo("models/seir.py"));
    assertThat(project.index()).isEqualTo(index);
    project.isSound();
  }

  @Test
  void aDirectoryWithTheDocumentsNameIsRefused() throws IOException {
    project.file("manifest.json/x.txt", "its pack would have the document's title");

    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(project::manifest)
        .satisfies(e -> assertThat(e.code()).isEqualTo("bad-path"));
  }

  @Test
  void cancellationLeavesTheTagAsItWas() throws IOException {
    project.manifest().push(project.reference("v1"));
    String index = project.index();
    project.file("data/large.bin", new byte[20 << 20]);
    for (int limit : new int[] {0, 5, 20, 60, 120}) {
      AtomicInteger asked = new AtomicInteger(-1);
      Cancellation token = () -> asked.get() >= 0 && asked.getAndIncrement() >= limit;
      Manifest manifest = project.manifest(bundle -> bundle.withCancellation(token));
      asked.set(0);

      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> manifest.push(project.reference("v1")));

      assertThat(project.index()).isEqualTo(index);
      project.isSound();
    }
  }

  @Test
  void aDirectoryOfOtherFilesIsRefused() throws IOException {
    Files.createDirectories(project.layout());
    Files.writeString(project.layout().resolve("thesis.tex"), "years of work");

    isRefused("not-a-layout", "it has files but no oci-layout");
    assertThat(project.layout()).isDirectoryContaining("glob:**thesis.tex");
    assertThat(project.layout().toFile().list()).hasSize(1);
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Files.writeString(project.layout(), "a file");

    isRefused("not-a-layout", "it is no directory");
    assertThat(project.layout()).hasContent("a file");
  }

  @Test
  void aPushToADigestTakesOnlyThatManifest() throws IOException {
    PushResult pushed = project.manifest().push(project.reference("v1"));
    String byDigest = "oci:" + project.layout() + "@" + pushed.digest();

    assertThat(project.manifest().push(byDigest).digest()).isEqualTo(pushed.digest());
    project.file("more.txt", "more");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> project.manifest().push(byDigest))
        .satisfies(e -> assertThat(e.code()).isEqualTo("digest-mismatch"));
    assertThat(directory.resolve("layout@" + pushed.digest())).doesNotExist();
  }

  @Test
  void aPlaceOfAnotherKindIsSaidToHaveNoProvider() {
    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(
            () ->
                project
                    .manifest()
                    .push(
                        new Reference.Other("s3", "bucket", "v1", null),
                        RegistryOptions.defaults()))
        .withMessageContaining("not supported yet")
        .satisfies(e -> assertThat(e.code()).isEqualTo("provider-missing"));
  }

  @Test
  void aLinkToNothingIsRefused() throws IOException {
    Files.createSymbolicLink(project.layout(), directory.resolve("nowhere"));

    isRefused("not-a-layout", "it is no directory");
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aLayoutOfAnotherVersionIsRefused() throws IOException {
    Files.createDirectories(project.layout());
    Files.writeString(project.layout().resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0\"}");

    isRefused("not-a-layout", "does not say imageLayoutVersion 1.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"manifests\":{}}",
        "{\"manifests\":[1]}",
        "{\"manifests\":[]}x",
        "{\"manifests\":[],\"manifests\":[]}"
      })
  void aDamagedIndexIsReportedAndKept(String index) throws IOException {
    project.manifest().push(project.reference("v1"));
    Files.writeString(project.layout().resolve("index.json"), index);

    isRefused("damaged-layout", "is no image index");
    assertThat(project.index()).isEqualTo(index);
  }

  @Test
  void anEmptyDirectoryAndWhatAKilledRunLeftAreNoHindrance() throws IOException {
    Files.createDirectories(project.layout());
    project.manifest().push(project.reference("v1"));
    Files.delete(project.layout().resolve("index.json"));
    project.manifest().push(project.reference("v1"));
    project.isSound();

    LayoutProject second = new LayoutProject(directory.resolve("second")).file("a/x", "x");
    Files.createDirectories(second.layout());
    Path left = second.layout().resolve(TemporaryFile.PREFIX + "1");
    Files.createFile(left);
    second.manifest().push(second.reference("v1"));
    assertThat(second.index()).contains("\"v1\"");
    assertThat(left).doesNotExist();
  }

  @Test
  void skopeoCopiesTheArtifactAndKeepsItsDigest() {
    Programs.require("skopeo");
    String digest = project.manifest().push(project.reference("v1")).digest().toString();
    String copy = "oci:" + directory.resolve("copy") + ":v2";

    Programs.run("skopeo", "copy", "--quiet", project.reference("v1"), copy);

    String inspected = Programs.run("skopeo", "inspect", "--raw", copy);
    assertThat(inspected).contains("\"artifactType\":\"application/vnd.modelops.bundle.v1\"");
    assertThat(directory.resolve("copy/blobs").resolve(digest.replace(':', '/')))
        .hasContent(inspected);
  }

  @Test
  void aLayoutThatSkopeoMadeIsAddedTo() throws IOException {
    Programs.require("skopeo");
    String digest = project.manifest().push(project.reference("v1")).digest().toString();
    LayoutProject second = new LayoutProject(directory.resolve("second")).file("a/x", "x");
    Programs.run("skopeo", "copy", "--quiet", project.reference("v1"), second.reference("one"));

    second.manifest().push(second.reference("two"));

    Programs.run("skopeo", "copy", "--quiet", second.reference("one"), second.reference("three"));
    assertThat(second.index().split(digest, -1)).hasSize(3);
    assertThat(second.index()).contains("\"one\"", "\"two\"", "\"three\"");
  }

  private void isRefused(String code, String message) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> project.manifest().push(project.reference("v1")))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.reference()).isEqualTo(project.reference("v1")));
  }
}
