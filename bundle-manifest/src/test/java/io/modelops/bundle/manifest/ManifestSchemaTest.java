package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Documents.HEX;
import static io.modelops.bundle.manifest.Documents.valid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestSchemaTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    String name = "/META-INF/modelops-bundle/manifest-1.0.schema.json";
    try (InputStream in = JsonManifestFormat.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void schemaIsOneOfDraft202012() throws IOException {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(SCHEMA.getSchemaNode())).isEmpty();
  }

  @Test
  void writtenDocumentsAreValid(@TempDir Path directory) {
    assertThat(errors(valid())).isZero();
    assertThat(errors(new String(GoldenProject.manifest(directory).bytes(), UTF_8))).isZero();
    assertThat(errors(new String(Documents.FORMAT.write(Map.of(), Map.of()), UTF_8))).isZero();
  }

  @Test
  void laterMinorVersionWithUnknownKeysIsValid() {
    assertThat(errors(valid().replace("\"1.0\",", "\"1.1\", \"made_by\": [\"x\"],"))).isZero();
    assertThat(errors(valid().replace("\"size\": 3", "\"size\": 3, \"mode\": 420"))).isZero();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("\"1.0\"", "\"2.0\""),
        Arguments.of("\"1.0\"", "\"1.0\\n\""),
        Arguments.of("\"1.0\"", "1"),
        Arguments.of("\"schema_version\"", "\"version\""),
        Arguments.of("\"bundle_digest\"", "\"digest\""),
        Arguments.of("\"models\"", "\"model\""),
        Arguments.of("\"files\": {", "\"file\": {"),
        Arguments.of("\"files\": {", "\"files\": {\"x\": [],"),
        Arguments.of("\"models\": {", "\"models\": {\"x\": null,"),
        Arguments.of("\"bundle_digest\": \"sha256:", "\"bundle_digest\": \""),
        Arguments.of("\"digest\": \"sha256:", "\"digest\": \"sha512:"),
        Arguments.of("\"class\": \"a.x:B\",", ""),
        Arguments.of("a.x:B", "a.x"),
        Arguments.of("a.x:B", "a.x:B:C"),
        Arguments.of("a.x:B", "a..x:B"),
        Arguments.of("a.x:B", "a x:B"),
        Arguments.of("\"m\": {", "\"\": {"),
        Arguments.of("        \"a/x.py\"", "\"a/x.py\", \"a/x.py\""),
        Arguments.of("        \"a/x.py\"", "7"),
        Arguments.of("        \"a/x.py\"", "\"../x.py\""),
        Arguments.of(HEX, HEX.toUpperCase(java.util.Locale.ROOT)),
        Arguments.of(HEX, HEX.substring(1)),
        Arguments.of("\"size\": 3", "\"size\": -1"),
        Arguments.of("\"size\": 3", "\"size\": \"3\""),
        Arguments.of("\"size\": 3", "\"size\": 3.5"),
        Arguments.of("\"size\": 3", "\"size\": 9007199254740992"),
        Arguments.of(",\n      \"size\": 3", ""));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void brokenDocumentsAreInvalid(String from, String to) {
    assertThat(valid()).contains(from);
    assertThat(errors(valid().replace(from, to))).isPositive();
  }

  static Stream<String> badPaths() {
    return Stream.of(
        "",
        "/x",
        "../x",
        "a/../x",
        "a/./b",
        "./a",
        "a//b",
        "a/",
        ".",
        "..",
        "C:/x",
        "a\\\\b",
        "a|b",
        "a\\u0000",
        "a\\nb",
        ".git/config",
        "a/.GIT/x",
        "a./b",
        "a /b",
        "manifest.json");
  }

  @ParameterizedTest
  @MethodSource("badPaths")
  void badPathsAreInvalid(String path) {
    assertThat(errors(valid().replace("\"b\": {", "\"" + path + "\": {"))).isPositive();
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "a",
        ".a",
        "a.b",
        "...a",
        ".gitignore",
        "x.git",
        "a/b/c",
        "a/manifest.json",
        "\u00e9 x"
      })
  void goodPathsAreValid(String path) {
    assertThat(errors(valid().replace("\"b\": {", "\"" + path + "\": {"))).isZero();
  }

  private static int errors(String document) {
    return SCHEMA.validate(document, InputFormat.JSON).size();
  }
}
