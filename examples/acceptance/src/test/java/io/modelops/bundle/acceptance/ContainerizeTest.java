package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.ContainerizeOptions;
import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images with the files of a bundle. */
@EnabledOnOs(OS.LINUX)
class ContainerizeTest {
  private static final ContainerizeOptions OPTIONS =
      ContainerizeOptions.of(RegistryOptions.defaults());
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  @TempDir static Path shared;
  private static Path base;
  private static DockerRegistry registry;
  private static Set<Path> before;

  @TempDir Path directory;
  private Path project;
  private Manifest manifest;

  @BeforeAll
  static void makeTheBase() throws Exception {
    before = scratch();
    base = PythonBase.in(shared);
    registry = DockerRegistry.start(Files.createDirectory(shared.resolve("registry")));
    Bundles.load()
        .copy(
            python(),
            ref(registry.host() + "/lab/python:1"),
            CopyOptions.of(RegistryOptions.defaults()));
  }

  @AfterAll
  static void stop() throws IOException {
    if (registry != null) {
      registry.close();
    }
    assertThat(scratch()).as("what is left behind").isEqualTo(before);
  }

  @BeforeEach
  void makeTheProject() {
    project = Sample.copyTo(directory.resolve("project"));
    manifest = Sample.manifest(project);
  }

  private static Reference ref(String text) {
    return Reference.parse(text);
  }

  private static Reference python() {
    return ref("oci:" + base + ":python");
  }

  private Reference layout() {
    return ref("oci:" + directory.resolve("image") + ":v1");
  }

  private static Set<Path> scratch() throws IOException {
    try (Stream<Path> files = Files.list(TEMPORARY)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("modelops-bundle-image-"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void modelsAreImportedInTheImage() throws Exception {
    requireRoot();
    Programs.require("chroot", "skopeo", "tar");
    manifest.containerize(python(), layout(), OPTIONS.withDirectory("/srv/models"));

    Path root = unpacked(directory.resolve("image"));
    String path = "PYTHONPATH=/srv/models/src:/srv/models:/opt/lib";
    assertThat(configuration(layout())).contains(path, "\"WorkingDir\":\"/srv/models\"");
    String module =
        manifest.content().models().values().iterator().next().className().replaceFirst(":.*", "");
    String script =
        "import os; os.chdir('/srv/models'); import json, "
            + module
            + " as m; "
            + "print(json.load(open('manifest.json'))['bundle_digest'], m.__file__)";
    assertThat(
            Programs.run(
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin",
                path,
                "chroot",
                root.toString(),
                "/usr/bin/python3",
                "-B",
                "-c",
                script))
        .isEqualTo(manifest.digest() + " /srv/models/src/" + module.replace('.', '/') + ".py");
  }

  private static void requireRoot() throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      String message = "only root may change the root directory";
      if (System.getenv("CI") != null) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
  }

  private Path unpacked(Path layout) throws IOException {
    Path root = Files.createDirectory(directory.resolve("root"));
    String raw = Programs.run("skopeo", "inspect", "--raw", "oci:" + layout + ":v1");
    List<String> digests =
        Stream.of(raw.substring(raw.indexOf("\"layers\"")).split("\"sha256:"))
            .skip(1)
            .map(text -> text.substring(0, 64))
            .toList();
    assertThat(digests).hasSize(2);
    for (String digest : digests) {
      Programs.run(
          "tar", "-xf", layout.resolve("blobs/sha256/" + digest).toString(), "-C", root.toString());
    }
    return root;
  }

  private static String configuration(Reference image) {
    return Programs.run("skopeo", "inspect", "--config", "--raw", image.toString());
  }

  @Test
  void imageIsTheSameWhereverItsBaseIsAndItGoes() throws Exception {
    Programs.require("skopeo");
    Reference archive = ref("oci-archive:" + directory.resolve("base.tar") + ":python");
    Bundles.load().copy(python(), archive, CopyOptions.of(RegistryOptions.defaults()));
    ContainerizeOptions options = OPTIONS.withLabel("x", "y");

    ContainerizeResult first = manifest.containerize(python(), layout(), options);
    ContainerizeResult second =
        manifest.containerize(archive, ref(registry.host() + "/lab/one:v1"), options);
    ContainerizeResult third =
        Sample.manifest(Sample.copyTo(directory.resolve("again")))
            .containerize(
                python(), ref("oci-archive:" + directory.resolve("i.tar") + ":v1"), options);

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(third.digest()).isEqualTo(first.digest());
    assertThat(first.baseDigest()).isEqualTo(second.baseDigest());
    assertThat(configuration(layout())).contains("\"created\":\"1970-01-01T00:00:00Z\"");
  }

  @Test
  void variableDatesTheImage() {
    Programs.require("skopeo");
    manifest
        .withEnvironment(Environment.of(Map.of("SOURCE_DATE_EPOCH", "86400"), null))
        .containerize(python(), layout(), OPTIONS);

    assertThat(configuration(layout())).contains("\"created\":\"1970-01-02T00:00:00Z\"");
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                manifest
                    .withEnvironment(Environment.of(Map.of("SOURCE_DATE_EPOCH", "noon"), null))
                    .containerize(python(), layout(), OPTIONS));
    assertThat(wrong).hasMessageContaining("no number of seconds");
  }

  @Test
  void craneFindsTheImageValidAndTheBaseWasNotSent() {
    Programs.require("crane");
    Reference image = ref(registry.host() + "/lab/epi:v1");

    ContainerizeResult result =
        manifest.containerize(ref(registry.host() + "/lab/python:1"), image, OPTIONS);

    assertThat(result.mounted()).hasSize(1);
    assertThat(result.sent()).hasSize(2);
    Programs.run("crane", "validate", "--insecure", "--remote", image.toString());
    ContainerizeResult again =
        manifest.containerize(ref(registry.host() + "/lab/python:1"), image, OPTIONS);
    assertThat(again.sent()).isEmpty();
    assertThat(again.present()).hasSize(3);
    assertThat(again.before()).contains(result.digest());
  }

  @Test
  void configurationOfTheBaseStaysWhereNothingElseIsSaid() {
    Programs.require("skopeo");
    manifest.containerize(python(), layout(), OPTIONS.withLabel("b", "ours"));

    assertThat(configuration(layout()))
        .contains(
            "\"stop\":\"kept\"",
            "\"StopSignal\":\"SIGINT\"",
            "\"Cmd\":[\"/usr/bin/python3\"]",
            "\"PATH=/usr/bin\"",
            "\"a\":\"base\"",
            "\"b\":\"ours\"",
            "\"io.modelops.bundle.digest\":\"" + manifest.digest() + "\"",
            "\"org.opencontainers.image.base.digest\":\"sha256:",
            "{\"created_by\":\"test\"}")
        .doesNotContain("base.name", directory.toString());
  }

  @Test
  void entrypointTakesThePlaceOfTheBasesCommand() {
    Programs.require("skopeo");
    manifest.containerize(
        python(), layout(), OPTIONS.withEntrypoint(List.of("/usr/bin/python3", "-m", "epi")));

    assertThat(configuration(layout()))
        .contains("\"Entrypoint\":[\"/usr/bin/python3\",\"-m\",\"epi\"]")
        .doesNotContain("\"Cmd\"");
  }

  @Test
  void platformIsChosenFromAnIndex() {
    Reference index = ref("oci:" + base + ":index");
    RegistryException missing =
        catchThrowableOfType(
            RegistryException.class, () -> manifest.containerize(index, layout(), OPTIONS));
    assertThat(missing.errorCode()).isEqualTo(ErrorCode.IMAGE_FAILED);
    assertThat(missing).hasMessageContaining("no image for linux/amd64, but for [linux/arm/v7]");

    assertThat(manifest.containerize(index, layout(), OPTIONS.withPlatform("linux/arm")).sent())
        .hasSize(3);
  }

  @Test
  void whatIsNoImageIsNoBase() {
    String bundle = "oci:" + directory.resolve("bundle") + ":v1";
    manifest.push(bundle);

    RegistryException refused =
        catchThrowableOfType(
            RegistryException.class, () -> manifest.containerize(ref(bundle), layout(), OPTIONS));

    assertThat(refused.errorCode()).isEqualTo(ErrorCode.IMAGE_FAILED);
    assertThat(refused).hasMessageContaining("it is no container image, as its config is");
    assertThat(directory.resolve("image")).doesNotExist();
  }

  @Test
  void tagOfSomethingElseStaysUnlessForced() {
    Digest first = manifest.containerize(python(), layout(), OPTIONS).digest();
    ContainerizeOptions other = OPTIONS.withLabel("x", "y");

    RegistryException refused =
        catchThrowableOfType(
            RegistryException.class, () -> manifest.containerize(python(), layout(), other));

    assertThat(refused.errorCode()).isEqualTo(ErrorCode.TAG_MOVED);
    assertThat(manifest.containerize(python(), layout(), other.withForce()).before())
        .contains(first);
  }

  @Test
  void fileThatHasChangedEndsItBeforeAnythingIsSent() throws Exception {
    Files.writeString(project.resolve("data/contacts.csv"), "other\n");

    ManifestException changed =
        catchThrowableOfType(
            ManifestException.class, () -> manifest.containerize(python(), layout(), OPTIONS));

    assertThat(changed).hasMessageContaining("data/contacts.csv");
    assertThat(directory.resolve("image")).doesNotExist();
  }

  @Test
  void whoeverCancelsGetsNoImage() {
    List<Integer> stopped = new ArrayList<>();
    for (int checks = 1; checks < 200; checks = 2 * checks + 1) {
      AtomicInteger left = new AtomicInteger(checks);
      try {
        manifest
            .withCancellation(() -> left.getAndDecrement() <= 0)
            .containerize(python(), ref(layout() + "-" + checks), OPTIONS);
      } catch (CancellationException e) {
        stopped.add(checks);
        assertThat(Bundles.load().tags(layout(), RegistryOptions.defaults()))
            .doesNotContain("v1-" + checks);
      }
    }
    assertThat(stopped).contains(1, 3, 7);
  }
}
