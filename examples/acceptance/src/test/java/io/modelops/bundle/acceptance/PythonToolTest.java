package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Bundles;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Artifacts as the Python tool of the same name pushed them. */
class PythonToolTest {
  private static final RegistryOptions OPTIONS = RegistryOptions.defaults();
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "models/sir.py", "class SIR: ...\n",
              "models/__init__.py", "",
              "manifest.json", "{\"version\": \"1.0\"}\n",
              "data/größe.csv", "1,2\n"));

  /** What is read of them: its manifest.json is not one of ours. */
  private static final Map<String, String> READ = new TreeMap<>(FILES);

  static {
    READ.remove("manifest.json");
  }

  @TempDir Path directory;

  private Reference artifact() throws IOException {
    return artifact(index());
  }

  /** What {@code json.dumps} with sorted keys makes of the tool's index. */
  private static String index() {
    return FILES.entrySet().stream()
        .map(
            file ->
                """
                    "%s": {
                      "blobRef": null,
                      "digest": "sha256:%s",
                      "mediaType": null,
                      "path": "%s",
                      "size": %d,
                      "storage": "oci"
                    }"""
                    .formatted(
                        escaped(file.getKey()),
                        sha256(file.getValue()),
                        escaped(file.getKey()),
                        file.getValue().length()))
        .collect(
            Collectors.joining(
                ",\n",
                "{\n  \"created\": \"2025-09-01T12:00:00Z\",\n  \"files\": {\n",
                "\n  },\n  \"metadata\": {},\n  \"tool\": {\"name\": \"modelops-bundle\", \"version\": \"0.1.0\"},\n"
                    + "  \"version\": \"1.0\"\n}"));
  }

  private static String escaped(String path) {
    return path.replace("ö", "\\u00f6").replace("ß", "\\u00df");
  }

  private Reference artifact(String index) throws IOException {
    Path layout = directory.resolve("theirs");
    Files.createDirectories(layout.resolve("blobs/sha256"));
    String layers =
        FILES.entrySet().stream()
            .map(
                file ->
                    "{\"mediaType\": \"application/vnd.oci.image.layer.v1.tar\", "
                        + blob(layout, file.getValue())
                        + ", \"annotations\": {\"org.opencontainers.image.title\": \""
                        + escaped(file.getKey())
                        + "\"}}")
            .collect(Collectors.joining(", "));
    String manifest =
        "{\"schemaVersion\": 2, \"mediaType\": \"application/vnd.oci.image.manifest.v1+json\", \"config\": {"
            + "\"mediaType\": \"application/vnd.modelops.bundle.index.v1+json\", "
            + blob(layout, index)
            + "}, \"layers\": ["
            + layers
            + "], \"annotations\": {\"modelops-bundle.version\": \"0.1.0\"}}";
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        layout.resolve("index.json"),
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
            + blob(layout, manifest)
            + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}]}");
    return Reference.parse("oci:" + layout + ":v1");
  }

  private static String blob(Path layout, String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      Files.write(layout.resolve("blobs/sha256/" + sha256(content)), bytes);
      return "\"size\": %d, \"digest\": \"sha256:%s\"".formatted(bytes.length, sha256(content));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void inspectShowsItsFiles() throws Exception {
    Inspection bundle = Bundles.load().inspect(artifact(), OPTIONS);

    assertThat(bundle.content().files().keySet())
        .containsExactlyInAnyOrderElementsOf(READ.keySet());
    assertThat(bundle.content().models()).isEmpty();
    assertThat(bundle.layers()).hasSize(FILES.size());
  }

  @Test
  void pullWritesItsFilesAndTheNextPushIsOurs() throws Exception {
    Path project = directory.resolve("project");
    Bundles bundles = Bundles.load();

    PullResult pulled = bundles.pull(artifact(), project, PullOptions.of(OPTIONS));

    assertThat(pulled.changes().created())
        .containsAll(READ.keySet())
        .contains("modelops-bundle-index.json");
    for (Map.Entry<String, String> file : READ.entrySet()) {
      assertThat(project.resolve(file.getKey())).hasContent(file.getValue());
    }
    assertThat(bundles.pull(artifact(), project, PullOptions.of(OPTIONS)).changes().created())
        .isEmpty();
    assertThat(project.resolve("manifest.json")).doesNotExist();
    Bundle bundle = Bundle.open(project);
    Workspace workspace = bundle.workspace();
    Reference ours = Reference.parse("oci:" + directory.resolve("ours") + ":v1");
    workspace.push(bundle.discover().select().manifest(), ours, PushOptions.of(OPTIONS));
    assertThat(bundles.inspect(ours, OPTIONS).content().files())
        .containsKeys("models/sir.py", "data/größe.csv")
        .doesNotContainKey("modelops-bundle-index.json");
  }

  @Test
  void partOfItIsPulled() throws Exception {
    Path part = directory.resolve("part");
    PullOptions options = PullOptions.of(OPTIONS).withPaths(List.of(Glob.parse("models/**")));

    PullResult pulled = Bundles.load().pull(artifact(), part, options);

    assertThat(pulled.changes().created())
        .containsExactlyInAnyOrder("models/sir.py", "models/__init__.py");
  }

  @Test
  void copyKeepsItsDigest() throws Exception {
    Reference copy = Reference.parse("oci-archive:" + directory.resolve("copy.tar") + ":v1");
    Bundles bundles = Bundles.load();

    bundles.copy(artifact(), copy, CopyOptions.of(OPTIONS));

    assertThat(bundles.inspect(copy, OPTIONS).manifest())
        .isEqualTo(bundles.inspect(artifact(), OPTIONS).manifest());
  }

  @Test
  void filesThatAreKeptElsewhereAreNamed() throws Exception {
    String index = index().replace(sha256("1,2\n"), sha256("large")).replace("größe", "large");
    Reference artifact = artifact(index);
    Path project = directory.resolve("project");

    RegistryException refused =
        catchThrowableOfType(
            RegistryException.class,
            () -> Bundles.load().pull(artifact, project, PullOptions.of(OPTIONS)));

    assertThat(refused.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(refused).hasMessageContaining("did not put these files into the registry: 'data/");
    assertThat(project).doesNotExist();
    assertThat(Bundles.load().inspect(artifact, OPTIONS).content().files()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "models/sir.py, ../sir.py",
    "models/sir.py, /etc/sir.py",
    "models/sir.py, models/SIR.py/x",
    "'\"version\": \"1.0\"\n', '\"version\": \"2.0\"\n'",
    "sha256:, md5:",
    "'\"size\": 4', '\"size\": -4'",
    "'\"files\": {', '\"files\": null, \"more\": {'",
    "'\"metadata\": {}', '\"metadata\": {}, \"metadata\": {}'"
  })
  void indexThatIsNotSoundIsRefused(String part, String other) throws Exception {
    String index = index();
    assertThat(index).contains(part);
    Reference artifact =
        artifact(
            index.replaceFirst(
                java.util.regex.Pattern.quote(part),
                java.util.regex.Matcher.quoteReplacement(other)));

    RegistryException refused =
        catchThrowableOfType(
            RegistryException.class, () -> Bundles.load().inspect(artifact, OPTIONS));

    assertThat(refused.errorCode()).isEqualTo(ErrorCode.INVALID_MANIFEST);
  }
}
