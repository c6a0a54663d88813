package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OciManifestReaderTest {
  private static final String TYPE = OciManifest.MEDIA_TYPE;
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String CONFIG =
      "{\"mediaType\":\"x/config\",\"digest\":\"sha256:" + HEX + "\",\"size\":7}";
  private static final String LAYER =
      "{\"mediaType\":\"x/layer\",\"digest\":\"sha256:"
          + HEX
          + "\",\"size\":8,\"annotations\":{\"org.opencontainers.image.title\":\"a.txt\"}}";
  private static final String GOOD =
      "{\"schemaVersion\":2,\"mediaType\":\""
          + TYPE
          + "\",\"artifactType\":\"application/vnd.modelops.bundle.v1\",\"config\":"
          + CONFIG
          + ",\"layers\":["
          + LAYER
          + "]}";

  private final BundleArtifactFormat format = new BundleArtifactFormat();

  private Contents read(String manifest) throws IOException {
    return format.read(manifest.getBytes(StandardCharsets.UTF_8));
  }

  private void refused(UnaryOperator<String> change, String message) {
    String changed = change.apply(GOOD);
    assertThat(changed).isNotEqualTo(GOOD);
    refused(changed, message);
  }

  private void refused(String manifest, String message) {
    assertThatIOException().isThrownBy(() -> read(manifest)).withMessageContaining(message);
  }

  @Test
  void whatAPushMakesIsReadBack() throws IOException {
    byte[] manifest = GoldenProject.frozen("oci-manifest.json");

    Contents contents = format.read(manifest);

    assertThat(contents.config().digest())
        .isEqualTo(Sha256.of(GoldenProject.frozen("manifest.json")))
        .isEqualTo(contents.layers().get(0).digest());
    assertThat(bytes(contents)).isEqualTo(manifest);
  }

  private static byte[] bytes(Contents contents) {
    String type = BundleArtifactFormat.ARTIFACT_TYPE;
    return new OciManifest(type, contents.config(), contents.layers(), null, Map.of()).write();
  }

  @Test
  void unknownMembersArePassedOver() throws IOException {
    String more = "{\"x\":{\"digest\":[1,{\"size\":null}]},\"subject\":null,";
    String changed = GOOD.replaceFirst("\\{", more + "\"annotations\":{\"a\":\"b\"},");
    Contents contents = read(changed.replace(LAYER, LAYER.replaceFirst("\\{", more)));
    assertThat(contents.layers()).hasSize(1);
    assertThat(contents.layers().get(0).title()).isEqualTo("a.txt");
  }

  @Test
  void sizesUpToWhatJsonCanSayAreRead() throws IOException {
    Descriptor layer = read(GOOD.replace(":8,", ":9007199254740992,")).layers().get(0);
    assertThat(layer.size()).isEqualTo(1L << 53);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0",
        "4611686018427387904",
        "9007199254740993",
        "1e30",
        "\"5\"",
        "5.0",
        "5e0",
        "null",
        "[5]",
        "99999999999999999999999999"
      })
  void aSizeThatIsNoneIsRefused(String size) {
    refused(s -> s.replace(":7}", ":" + size + "}"), "config has a size that is none");
    refused(s -> s.replace(":8,", ":" + size + ","), "layer 0 has a size that is none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mediaType", "digest", "size"})
  void aDescriptorThatLacksSomethingIsRefused(String member) {
    String lacking = CONFIG.replaceFirst("\"" + member + "\":[^,}]+,?", "").replace(",}", "}");
    refused(s -> s.replace(CONFIG, lacking), "config has no mediaType, digest or size");
  }

  @ParameterizedTest
  @CsvSource({
    "sha256:0123, 64",
    "SHA256, not a digest",
    "md5:d41d8cd98f00b204e9800998ecf8427e, unsupported digest algorithm",
    "sha256:../../x, 64",
    "'', not a digest"
  })
  void aDigestThatIsNoneIsRefused(String digest, String message) {
    refused(s -> s.replaceFirst("sha256:" + HEX, digest), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 65})
  void aDigestOfAnotherLengthIsRefused(int length) {
    String hex = "a".repeat(length);
    refused(s -> s.replaceFirst(HEX, hex), "64 lower-case hexadecimal digits");
    refused(s -> s.replaceFirst(HEX, "A".repeat(64)), "64 lower-case hexadecimal digits");
  }

  @Test
  void sha512IsADigestToo() throws IOException {
    String changed = GOOD.replaceFirst("sha256:" + HEX, "sha512:" + HEX + HEX);
    assertThat(read(changed).config().digest().algorithm()).isEqualTo("sha512");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schemaVersion",
        "mediaType",
        "artifactType",
        "config",
        "layers",
        "digest",
        "annotations"
      })
  void aMemberThatIsThereTwiceIsRefused(String member) {
    refused(
        s -> s.replaceFirst("\"" + member + "\"", "\"" + member + "\":null,\"" + member + "\""),
        "");
    refused(s -> s.replaceFirst("\\{", "{\"x\":1,\"x\":2,"), "Duplicate");
  }

  @Test
  void aMemberThatIsThereTwiceInWhatIsPassedOverIsRefused() {
    refused(s -> s.replaceFirst("\\{", "{\"x\":{\"y\":1,\"y\":2},"), "Duplicate");
  }

  @Test
  void deepNestingIsRefused() {
    for (int depth : new int[] {70, 1_001, 100_000}) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      refused(s -> s.replaceFirst("\\{", "{\"x\":" + deep + ","), "nesting depth");
      refused(deep, "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "null", " 1", ",", "]", "\u0000", "//"})
  void whateverFollowsIsRefused(String rest) {
    refused(GOOD + rest, "");
  }

  @Test
  void blanksMayFollow() throws IOException {
    assertThat(read(GOOD + " \n\t\r").layers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "\"x\"", "7", "{}", "{", "\ufeff{}", "NaN"})
  void whatIsNoManifestIsRefused(String document) {
    refused(document, "");
  }

  @Test
  void otherEncodingsAreRefused() {
    refused("\ufeff" + GOOD, "not JSON");
    for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-32BE"}) {
      assertThatIOException()
          .isThrownBy(() -> format.read(GOOD.getBytes(Charset.forName(charset))));
    }
    byte[] broken = GOOD.replace("a.txt", "a\u00e4").getBytes(StandardCharsets.ISO_8859_1);
    assertThatIOException()
        .isThrownBy(() -> format.read(broken))
        .withMessageContaining("not UTF-8");
  }

  @Test
  void unpairedSurrogatesAreRefused() {
    refused(s -> s.replace("a.txt", "a\\ud800"), "unpaired surrogate");
    refused(s -> s.replace("image.title", "image.\\udc00"), "surrogate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"x\"", "{}", "[null]", "[[]]", "[7]", "[]", "[{}]"})
  void layersThatAreNoneAreRefused(String layers) {
    refused(s -> s.replace("[" + LAYER + "]", layers), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"x\"", "[]", "{}", "7"})
  void aConfigThatIsNoneIsRefused(String config) {
    refused(s -> s.replace(CONFIG, config), "config");
  }

  @Test
  void noConfigAndNoLayersAreRefused() {
    refused(s -> s.replace("\"config\":" + CONFIG + ",", ""), "no config or no layers");
    refused(s -> s.replace(",\"layers\":[" + LAYER + "]", ""), "no config or no layers");
  }

  @Test
  void tooManyLayersAreRefused() throws IOException {
    String tiny = "{\"mediaType\":\"x\",\"digest\":\"sha256:" + HEX + "\",\"size\":1}";
    String most = String.join(",", Collections.nCopies(20_000, tiny));
    assertThat(read(GOOD.replace(LAYER, most)).layers()).hasSize(20_000);
    refused(s -> s.replace(LAYER, most + "," + tiny), "more than 20000 layers");
  }

  @Test
  void aManifestOfMoreThanFourMebibytesIsRefused() throws IOException {
    String blanks = " ".repeat((4 << 20) - GOOD.length());
    assertThat(read(GOOD + blanks).layers()).hasSize(1);
    refused(GOOD + blanks + " ", "more than 4194304 bytes");
  }

  @Test
  void aTypeThatIsNotTheOneItComesWithIsRefused() {
    refused(s -> s.replace(TYPE, "application/vnd.oci.image.index.v1+json"), "mediaType");
    refused(s -> s.replace("\"" + TYPE + "\"", "null"), "mediaType is no text");
  }

  @Test
  void manifestsBesideLayersAreRefused() {
    for (String other : List.of("manifests", "fsLayers")) {
      refused(s -> s.replaceFirst("\\{", "{\"" + other + "\":[],"), other);
      refused(s -> s.substring(0, s.length() - 1) + ",\"" + other + "\":null}", other);
    }
  }

  @Test
  void anotherArtifactIsNoBundle() {
    refused(s -> s.replace("bundle.v1", "bundle.v2"), "vnd.modelops.bundle.v2");
    refused(s -> s.replace("\"artifactType\":", "\"x\":"), "no artifactType");
    refused(s -> s.replace("bundle.v1", "\\u001b[2J"), "\\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "\"2\"", "2.0", "null"})
  void anotherSchemaVersionIsRefused(String version) {
    refused(s -> s.replace("ersion\":2", "ersion\":" + version), "schemaVersion");
  }

  @Test
  void aLayerFromElsewhereIsRefused() {
    refused(s -> s.replace(":8,", ":8,\"urls\":[\"https://example.org/x\"],"), "layer 0 has urls");
  }

  @Test
  void embeddedDataIsPassedOver() throws IOException {
    assertThat(read(GOOD.replace(":8,", ":8,\"data\":\"e30=\",")).layers())
        .isEqualTo(read(GOOD).layers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{\"a\":1}", "{\"a\":null}"})
  void annotationsThatAreNoneAreRefused(String annotations) {
    refused(
        s -> s.replaceFirst("\"annotations\":\\{[^}]*}", "\"annotations\":" + annotations),
        "annotation");
  }

  @Test
  void hugeAnnotationsAreRefused() {
    refused(s -> s.replace("a.txt", "x".repeat((1 << 20) + 1)), "");
    StringBuilder many = new StringBuilder("\"annotations\":{");
    for (int i = 0; i < 1_001; i++) {
      many.append("\"k").append(i).append("\":\"\",");
    }
    refused(s -> s.replace("\"annotations\":{", many), "too many annotations");
  }
}
