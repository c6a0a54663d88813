package io.modelops.bundle.registry.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.tar.GzipStream;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.testing.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of an artifact are frozen; what made them is a script that shares no code with us. */
class GoldenTest {
  private static final String DIGEST =
      "sha256:0488ceb3919560e945e19c259bdc02dd6c9e2c4592ca20803e04d5dc126c15ba";

  @TempDir Path directory;

  @Test
  void theManifestIsTheFrozenOne() throws IOException {
    Artifact artifact = artifact();

    assertThat(read(artifact.manifest())).isEqualTo(GoldenProject.frozen("oci-manifest.json"));
    assertThat(artifact.manifest().descriptor().digest()).hasToString(DIGEST);
  }

  @Test
  void everyBlobIsWhatTheManifestSays() throws IOException {
    for (Part part : artifact().blobs()) {
      byte[] content = read(part);
      assertThat(Sha256.of(content)).isEqualTo(part.descriptor().digest());
      assertThat(part.descriptor().size()).isEqualTo(content.length).isPositive();
    }
  }

  @Test
  void theCompressorChoosesAsItAlwaysDid() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, byte[]> content : GoldenProject.contents().entrySet()) {
      byte[] packed = new GzipStream(new ByteArrayInputStream(content.getValue())).readAllBytes();
      lines.append(content.getKey()).append(": ").append(packed.length);
      lines.append(' ').append(Sha256.of(packed).hex()).append('\n');
    }

    assertThat(lines).asString().isEqualTo(new String(GoldenProject.frozen("gzip.txt"), UTF_8));
  }

  @Test
  @InWholeSweeps
  void theScriptStillSaysTheSame() throws IOException {
    Programs.require("python3");
    Path script =
        Files.write(directory.resolve("script.py"), GoldenProject.frozen("make_golden.py"));

    Programs.run("python3", script.toString(), directory.toString());

    for (String name : List.of("manifest.json", "oci-manifest.json", "gzip.txt")) {
      assertThat(directory.resolve(name)).hasBinaryContent(GoldenProject.frozen(name));
    }
  }

  @Test
  void localeTimeZoneAndEncodingOfTheJvmDoNotMatter() {
    List<String> options =
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=ISO-8859-1");

    assertThat(pushedBy(Programs.jdk(), options)).isEqualTo(DIGEST);
  }

  @Test
  void theJdkDoesNotMatter() throws IOException {
    for (Path jdk : Programs.otherJdks()) {
      assertThat(pushedBy(jdk, List.of())).as(jdk.toString()).isEqualTo(DIGEST);
    }
  }

  private String pushedBy(Path jdk, List<String> options) {
    String name = jdk.getFileName() + "-" + options.size();
    Programs.Result result =
        Programs.start(
            Map.of("LC_ALL", "C.UTF-8"),
            Programs.java(
                jdk,
                options,
                GoldenProject.class,
                directory.resolve("project-" + name).toString(),
                directory.resolve("layout-" + name).toString()));
    return result.output().strip();
  }

  private static Artifact artifact() throws IOException {
    Map<String, Blob> blobs = new HashMap<>();
    GoldenProject.files().forEach((path, content) -> blobs.put(path, Blob.of(content)));
    return new BundleArtifactFormat()
        .assemble(
            GoldenProject.frozen("manifest.json"),
            GivenManifest.MEDIA_TYPE,
            GoldenProject.content(),
            blobs,
            Operation.unobserved());
  }

  private static byte[] read(Part part) throws IOException {
    try (InputStream in = part.content().open()) {
      return in.readAllBytes();
    }
  }
}
