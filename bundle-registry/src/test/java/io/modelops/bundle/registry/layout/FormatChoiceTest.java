package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.artifact.LinesManifest;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats beside one another: what is read is for the format that reads it. */
class FormatChoiceTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final byte[] DOCUMENT = "other".getBytes(StandardCharsets.UTF_8);
  private static final byte[] MANIFEST =
      "{\"schemaVersion\":2,\"artifactType\":\"application/vnd.other\"}"
          .getBytes(StandardCharsets.UTF_8);

  /** First in the order, as it is given last. */
  private static final Bundles BUNDLES =
      Bundles.of(
          Providers.none()
              .with(new LinesManifest(), new BundleArtifactFormat(), new LayoutTransport())
              .with(new OtherArtifact(), new OtherManifest()));

  @TempDir private Path directory;

  @Test
  void aBundleIsReadByItsOwnFormatWhateverComesFirst() throws IOException {
    LayoutProject project = new LayoutProject(directory).file("a.txt", "hello");
    project.manifest().push(project.reference("v1"));

    assertThat(BUNDLES.inspect(project.reference("v1")).content().files()).containsKey("a.txt");
  }

  @Test
  void anArtifactOfAnotherFormatIsReadByThatOne() throws IOException {
    String reference = "oci:" + directory.resolve("other") + ":v1";
    try (Repository repository =
        new LayoutTransport()
            .open(
                Reference.parse(reference),
                new RegistryTransport.Settings(
                    Environment.none(),
                    List.of(),
                    RegistryOptions.defaults(),
                    Operation.unobserved()))) {
      repository.push(OtherArtifact.CONFIG, Blob.of(DOCUMENT));
      repository.tag(descriptor(OCI, MANIFEST), Blob.of(MANIFEST), "v1");
    }

    assertThat(BUNDLES.inspect(reference).content().bundleDigest())
        .isEqualTo(OtherArtifact.CONFIG.digest());
  }

  private static Descriptor descriptor(String type, byte[] content) {
    return new Descriptor(type, ContentCheck.digest("sha256", content), content.length);
  }

  private static final class OtherArtifact implements ArtifactFormat {
    static final Descriptor CONFIG = descriptor("application/vnd.other.config", DOCUMENT);

    @Override
    public String id() {
      return "other";
    }

    @Override
    public String mediaType() {
      return OCI;
    }

    @Override
    public Artifact assemble(
        byte[] document,
        String configMediaType,
        ManifestContent content,
        Map<String, Blob> files,
        Operation operation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean reads(byte[] manifest) {
      return new String(manifest, StandardCharsets.UTF_8).contains("application/vnd.other");
    }

    @Override
    public Contents read(byte[] manifest) {
      return new Contents(CONFIG, List.of());
    }

    @Override
    public Location locate(Contents contents, ManifestContent content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unpack(
        PackLayer pack, InputStream blob, ManifestContent content, Receiver receiver) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class OtherManifest implements ManifestFormat {
    @Override
    public String id() {
      return "other";
    }

    @Override
    public String mediaType() {
      return OtherArtifact.CONFIG.mediaType();
    }

    @Override
    public String fileName() {
      return "other.txt";
    }

    @Override
    public byte[] write(
        Map<String, Entry> models,
        Map<String, ManifestContent.FileEntry> files,
        Operation operation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ManifestContent read(byte[] document, Operation operation) {
      Digest digest = ContentCheck.digest("sha256", document);
      return ManifestContent.of(digest, new TreeMap<>(), new TreeMap<>());
    }
  }
}
