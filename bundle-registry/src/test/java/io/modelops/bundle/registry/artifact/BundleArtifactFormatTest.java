package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said about the layers. */
class BundleArtifactFormatTest {
  private static final int MANIFEST_LIMIT = 4 << 20;
  private static final String UNPACK = "io.deis.oras.content.unpack";

  @Test
  void theDocumentIsConfigAndFirstLayerAndOneBlob() throws IOException {
    Artifact artifact = new Generated().file("README.md", 3).assemble();

    List<String> digests = match(artifact, "\"digest\":\"(sha256:[0-9a-f]+)\"");
    assertThat(digests).hasSize(3);
    assertThat(digests.get(1)).isEqualTo(digests.get(0)).isNotEqualTo(digests.get(2));
    assertThat(match(artifact, "title\":\"([^\"]+)\""))
        .containsExactly("manifest.json", "README.md");
    assertThat(artifact.blobs())
        .extracting(part -> part.descriptor().mediaType())
        .containsExactly(GivenManifest.MEDIA_TYPE, "application/vnd.modelops.bundle.file.v1");
  }

  @Test
  void aBundleOfEmptyRootFilesStillHasALayer() throws IOException {
    Artifact artifact = new Generated().file("empty", 0).assemble();

    assertThat(match(artifact, "title\":\"([^\"]+)\"")).containsExactly("manifest.json");
    assertThat(artifact.blobs()).hasSize(1);
  }

  @Test
  void anOrdinaryPackIsMarkedToBeUnpackedAndTheRootsIsNot() throws IOException {
    Artifact artifact = new Generated().files(8_000, "file#.txt", 1).file("a/x", 1).assemble();

    assertThat(artifact.blobs()).hasSize(3);
    Descriptor root = artifact.blobs().get(1).descriptor();
    Descriptor ordinary = artifact.blobs().get(2).descriptor();
    assertThat(root.annotations()).containsOnlyKeys("io.deis.oras.content.digest");
    assertThat(ordinary.annotations())
        .containsEntry(UNPACK, "true")
        .containsEntry("org.opencontainers.image.title", "a")
        .containsKey("io.deis.oras.content.digest");
  }

  @Test
  @InWholeSweeps
  void theManifestOfAHundredThousandFilesIsWithinWhatRegistriesAccept() throws IOException {
    String deep = "directory-with-a-long-name-#/".repeat(3);
    for (Generated bundle :
        List.of(
            new Generated().files(100_000, "d/file#.py", 1),
            new Generated().files(100_000, "file#.py", 1),
            new Generated().files(100_000, "d#/x/__init__.py", 0),
            new Generated().files(100_000, "top/" + deep + "file#.py", 200))) {
      Artifact artifact = bundle.assemble();

      assertThat(bundle.entries()).hasSize(100_000);
      assertThat(artifact.manifest().descriptor().size()).isLessThanOrEqualTo(MANIFEST_LIMIT);
      assertThat(artifact.blobs()).hasSizeLessThan(8_001);
    }
  }

  @Test
  void theFullestManifestsAreWithinWhatRegistriesAccept() throws IOException {
    String pack = "t/" + "p".repeat(140) + "#/";
    for (Generated bundle :
        List.of(
            new Generated()
                .files(7_999, "\u20ac".repeat(84) + "/" + "\u20ac".repeat(12) + "#", 1 << 20),
            new Generated().files(7_990, pack + "x", 600))) {
      Artifact artifact = bundle.assemble();

      assertThat(artifact.manifest().descriptor().size())
          .isBetween(3_900_000L, (long) MANIFEST_LIMIT);
    }
  }

  @Test
  void smallFilesAreReadOnceToMakeAndSendTheirPacks() throws IOException {
    Generated bundle = new Generated().files(50, "a/#.txt", 900).files(50, "b/c/#.txt", 1);

    for (Part part : bundle.assemble().blobs()) {
      try (InputStream in = part.content().open()) {
        assertThat(Sha256.of(in.readAllBytes())).isEqualTo(part.descriptor().digest());
      }
    }
    assertThat(bundle.opened()).isEqualTo(100);
  }

  @Test
  void cancellationStopsTheReading() {
    AtomicInteger asked = new AtomicInteger();
    Operation operation =
        new Operation(() -> asked.incrementAndGet() > 5, ProgressListener.NONE, null);

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> new Generated().files(1_000, "d/#", 10).assemble(operation));
    assertThat(asked.get()).isLessThan(20);
  }

  @Test
  void cancellationIsAskedForBeforeEachFileOfAPack() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Operation operation =
        new Operation(() -> asked.incrementAndGet() < 0, ProgressListener.NONE, null);

    new Generated().files(1_000, "d/#", 1).assemble(operation);

    assertThat(asked.get()).isGreaterThan(1_000);
  }

  private static List<String> match(Artifact artifact, String pattern) throws IOException {
    try (InputStream in = artifact.manifest().content().open()) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = Pattern.compile(pattern).matcher(json);
      List<String> found = new ArrayList<>();
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
      return found;
    }
  }
}
