package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.PushResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import land.oras.ContainerRef;
import land.oras.Layer;
import land.oras.Registry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real docker-registry on loopback, and clients that are not ours. */
class RegistryTest {
  private static DockerRegistry registry;

  @TempDir Path directory;

  @BeforeAll
  static void startTheRegistry(@TempDir Path storage) throws Exception {
    registry = DockerRegistry.start(storage);
  }

  @AfterAll
  static void stopTheRegistry() {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void aRegistryAndALayoutGetTheSameArtifact() {
    Manifest manifest = Sample.manifest(Sample.copyTo(directory));

    PushResult toRegistry = manifest.push(registry.host() + "/lab/epi:v1");
    PushResult toLayout = manifest.push("oci:" + directory.resolve("layout") + ":v1");

    assertThat(toRegistry.digest()).isEqualTo(toLayout.digest());
    assertThat(toRegistry.sent()).isEqualTo(toLayout.sent()).isNotEmpty();
  }

  @Test
  void aSecondPushSendsNothing() {
    Manifest manifest = Sample.manifest(Sample.copyTo(directory));
    PushResult first = manifest.push(registry.host() + "/lab/twice:v1");

    PushResult second = manifest.push(registry.host() + "/lab/twice:v2");

    assertThat(second.sent()).isEmpty();
    assertThat(second.bytesSent()).isZero();
    assertThat(second.present()).isEqualTo(first.sent());
    assertThat(second.digest()).isEqualTo(first.digest());
  }

  @Test
  void skopeoMovesTheArtifactWithoutChangingIt() throws IOException {
    Programs.require("skopeo");
    PushResult pushed =
        Sample.manifest(Sample.copyTo(directory)).push(registry.host() + "/lab/skopeo:v1");
    Path layout = directory.resolve("copied");

    Programs.run(
        "skopeo",
        "copy",
        "--src-tls-verify=false",
        "docker://" + registry.host() + "/lab/skopeo:v1",
        "oci:" + layout + ":v1");

    assertThat(Files.readString(layout.resolve("index.json"))).contains(pushed.digest().toString());
    assertThat(layout.resolve("blobs/sha256").resolve(pushed.digest().hex())).exists();
  }

  @Test
  void orasJavaPullsTheLayersAndUnpackingThemGivesTheTreeBack() throws Exception {
    Path project = Sample.copyTo(directory);
    Manifest manifest = Sample.manifest(project);
    String reference = registry.host() + "/lab/oras:v1";
    PushResult pushed = manifest.push(reference);

    Registry oras = Registry.builder().insecure().build();
    ContainerRef ref = ContainerRef.parse(reference);
    land.oras.Manifest read = oras.getManifest(ref);
    Map<String, byte[]> tree = new TreeMap<>();
    for (Layer layer : read.getLayers()) {
      Path file = Files.createTempDirectory(directory, "pulled").resolve("blob");
      oras.fetchBlob(ref.withDigest(layer.getDigest()), file);
      byte[] blob = Files.readAllBytes(file);
      assertThat(sha256(blob)).isEqualTo(Digest.parse(layer.getDigest()));
      unpack(layer, blob, tree);
    }

    assertThat(read.getDescriptor().getDigest()).isEqualTo(pushed.digest().toString());
    assertThat(read.getArtifactTypeAsString()).isEqualTo("application/vnd.modelops.bundle.v1");
    assertThat(tree.remove("manifest.json")).isEqualTo(manifest.bytes());
    assertThat(contents(tree)).isEqualTo(files(project, manifest));
  }

  /**
   * As oras unpacks: marked layers are tar archives in gzip, all others are files by their title.
   * Directories below the title are made where the archive says so, and only there.
   */
  private static void unpack(Layer layer, byte[] blob, Map<String, byte[]> tree)
      throws IOException {
    String title = layer.getAnnotations().get("org.opencontainers.image.title");
    if (!"true".equals(layer.getAnnotations().get("io.deis.oras.content.unpack"))) {
      assertThat(tree.put(title, blob)).as(title).isNull();
      return;
    }
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(blob)).readAllBytes();
    assertThat(layer.getAnnotations().get("io.deis.oras.content.digest"))
        .isEqualTo(sha256(tar).toString());
    Set<String> directories = new HashSet<>(Set.of(title + "/"));
    try (var entries = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
        String name = entry.getName();
        assertThat(directories)
            .contains(name.substring(0, name.lastIndexOf('/', name.length() - 2) + 1));
        if (entry.isDirectory()) {
          assertThat(directories.add(name)).as(name).isTrue();
        } else {
          assertThat(tree.put(name, entries.readAllBytes())).as(name).isNull();
        }
      }
    }
  }

  private static Map<String, String> contents(Map<String, byte[]> tree) {
    return tree.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> sha256(e.getValue()).hex()));
  }

  private static Map<String, String> files(Path project, Manifest manifest) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String path : manifest.content().files().keySet()) {
      files.put(path, sha256(Files.readAllBytes(project.resolve(path))).hex());
    }
    return files;
  }

  private static Digest sha256(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new Digest("sha256", HexFormat.of().formatHex(hash));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
