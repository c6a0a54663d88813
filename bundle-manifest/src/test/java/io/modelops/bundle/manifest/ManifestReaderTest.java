package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Documents.FORMAT;
import static io.modelops.bundle.manifest.Documents.HEX;
import static io.modelops.bundle.manifest.Documents.edited;
import static io.modelops.bundle.manifest.Documents.valid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.value.ManifestContent;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  private static final String NOT_OURS =
      "not a manifest of this format (the Python ancestor used another digest)";

  @Test
  void readsWhatWasWritten() throws IOException {
    ManifestContent content = FORMAT.read(valid().getBytes(UTF_8));
    assertThat(content.models()).containsOnlyKeys("m");
    assertThat(content.models().values())
        .allSatisfy(
            model -> {
              assertThat(model.className()).isEqualTo("a.x:B");
              assertThat(model.files()).containsExactly("a/x.py");
            });
    assertThat(content.files()).containsEntry("a/x.py", Documents.file(3)).hasSize(2);
    assertThat(valid()).contains("\"bundle_digest\": \"" + content.bundleDigest() + "\"");
  }

  @Test
  void laterMinorVersionIsRead() throws IOException {
    assertThat(FORMAT.read(edited("\"1.0\"", "\"1.1\"")).files()).hasSize(2);
    assertThat(FORMAT.read(edited("\"1.0\"", "\"1.27\"")).files()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2.0\"",
        "1",
        "1.0",
        "\"1.0\\n\"",
        "\"1\"",
        "\"1.01\"",
        "\"1.\"",
        "\"0.9\"",
        "null",
        "\"1.0.0\"",
        "[\"1.0\"]",
        "\"\u0661.0\"",
        "\"1.1234567890\""
      })
  void otherVersionIsRefusedWithAHintToUpgrade(String version) throws IOException {
    assertRefused(edited("\"1.0\"", version), "$.schema_version is not one of", "upgrade");
  }

  @Test
  void missingVersionIsRefusedWithAHintToUpgrade() throws IOException {
    assertRefused(
        edited("\"schema_version\": \"1.0\",", ""), "$.schema_version is missing", "upgrade");
  }

  @Test
  void unknownKeysAreIgnoredAndDigested() throws IOException {
    byte[] extended =
        edited(
            "\"size\": 3",
            "\"size\": 3, \"mode\": {\"b\": [1e2, null, true], \"a\": \"\\u00e9\\u0007\"}");
    assertThat(FORMAT.read(extended).models())
        .isEqualTo(FORMAT.read(valid().getBytes(UTF_8)).models());
    String other = new String(extended, UTF_8).replace("true", "false");
    assertRefused(other.getBytes(UTF_8), NOT_OURS, "$.bundle_digest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"size", "class", "a/x.py", "\"b\"", "\"m\"", "0123456789"})
  void anyChangeOfContentIsNoticed(String part) {
    String changed = valid().replaceFirst(part, part.replaceFirst("[a-z0-9]", "q"));
    assertThat(changed).isNotEqualTo(valid());
    assertRefused(changed.getBytes(UTF_8), NOT_OURS, "$.bundle_digest");
  }

  @Test
  void ancestorsDigestIsNotAccepted() {
    String bare = valid().replaceFirst("\"bundle_digest\": \"sha256:", "\"bundle_digest\": \"");
    assertRefused(bare.getBytes(UTF_8), NOT_OURS);
  }

  @Test
  void digestOfAModelIsVerifiedToo() throws IOException {
    String claimed =
        FORMAT.read(valid().getBytes(UTF_8)).models().values().iterator().next().digest().hex();
    assertRefused(edited(claimed, HEX), NOT_OURS, "$.models['m'].digest", claimed);
    assertRefused(edited("a.x:B", "a.x:C"), NOT_OURS, "$.models['m'].digest");
  }

  static Stream<Arguments> wrongParts() {
    return Stream.of(
        Arguments.of("\"models\":", "\"model\":", "$.models is missing (line 1, column 1)"),
        Arguments.of("\"files\": {", "\"flies\": {", "$.files is missing (line 1, column 1)"),
        Arguments.of("\"class\": \"a.x:B\",", "", "$.models['m'].class is missing (line 5"),
        Arguments.of("\"a.x:B\"", "5", "$.models['m'].class is not a string (line 6, column 16)"),
        Arguments.of("\"a.x:B\"", "null", "$.models['m'].class is not a string (line 6"),
        Arguments.of("\"a.x:B\"", "\"ax\"", "is not of the form package.module:ClassName (line 5"),
        Arguments.of("\"m\": {", "\"\": {", "model id '' is empty"),
        Arguments.of("\"m\": {", "\"m\\n\": {", "model id 'm\\u000a' is empty, too long or has"),
        Arguments.of("        \"a/x.py\"", "7", "$.models['m'].files[0] is not a string (line 8"),
        Arguments.of("        \"a/x.py\"", "\"c\"", "$.models['m'].files[0] 'c' is not among"),
        Arguments.of(
            "        \"a/x.py\"",
            "\"a/x.py\",\"a/x.py\"",
            "$.models['m'].files[1] 'a/x.py' is lis"),
        Arguments.of("\"a/x.py\": {", "\"../x.py\": {", "$.files path '../x.py' is not clean"),
        Arguments.of("\"a/x.py\": {", "\"B\": {", "are one file on some systems (line 13"),
        Arguments.of(HEX, HEX.substring(1), "sha256 sha256 digest is not 64"),
        Arguments.of(HEX, HEX.replace('a', 'A'), "sha256 sha256 digest is not 64"),
        Arguments.of("\"" + HEX + "\"", "{}", "$.files['a/x.py'].sha256 is not a string (line 15"),
        Arguments.of("\"sha256\": \"" + HEX + "\",", "", "$.files['a/x.py'].sha256 is missing"));
  }

  @ParameterizedTest
  @MethodSource("wrongParts")
  void wrongPartIsNamedWithPathLineAndColumn(String from, String to, String message)
      throws IOException {
    assertRefused(edited(from, to), message, "(line ", ", column ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0",
        "4611686018427388000",
        "1e30",
        "\"5\"",
        "5.0",
        "5e0",
        "null",
        "true",
        "[]",
        "9007199254740992"
      })
  void sizeIsANonNegativeExactInteger(String size) throws IOException {
    assertRefused(
        edited("\"size\": 3", "\"size\": " + size),
        "$.files['a/x.py'].size is not an integer from 0 to 2^53-1 (line 16, column 15)");
  }

  @Test
  void missingSizeIsRefusedAndTheLargestIsRead() throws IOException {
    assertRefused(
        edited(",\n      \"size\": 3", ""),
        "$.files['a/x.py'].size is missing (line 14, column 15)");
    assertThat(FORMAT.read(edited("\"size\": 3", "\"size\": 9007199254740991")).files().values())
        .contains(Documents.file(9007199254740991L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "1", "null"})
  void documentAndItsMapsAreObjects(String value) throws IOException {
    assertRefused(value.getBytes(UTF_8), "$ is not an object (line 1, column 1)");
    String models =
        valid().replaceFirst("(?s)\"models\": \\{.*\n  },", "\"models\": " + value + ",");
    assertRefused(Documents.sealed(models), "$.models is not an object (line 4, column 13)");
    String files = valid().replaceFirst("(?s)\n  \"files\": \\{.*\n  }", "\"files\": " + value);
    assertRefused(Documents.sealed(files), "$.files is not an object");
    String list = valid().replaceFirst("(?s)\"files\": \\[.*]", "\"files\": {}");
    assertRefused(Documents.sealed(list), "$.models['m'].files is not an array (line 7");
  }

  @Test
  void orderOfKeysAndSpaceDoNotMatterToAReader() throws IOException {
    String compact = valid().replaceAll("\\s+", "");
    assertThat(FORMAT.read(compact.getBytes(UTF_8)))
        .isEqualTo(FORMAT.read(valid().getBytes(UTF_8)));
  }

  private static void assertRefused(byte[] document, String... parts) {
    assertThatThrownBy(() -> FORMAT.read(document))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts);
  }
}
