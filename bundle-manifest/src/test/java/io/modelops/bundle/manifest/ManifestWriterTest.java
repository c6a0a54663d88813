package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Documents.FORMAT;
import static io.modelops.bundle.manifest.Documents.HEX;
import static io.modelops.bundle.manifest.Documents.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.ManifestFormat.Entry;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestWriterTest {
  @Test
  void namesAreFrozen() {
    assertThat(FORMAT.id()).isEqualTo("manifest-json-1.0");
    assertThat(FORMAT.fileName()).isEqualTo("manifest.json");
    assertThat(FORMAT.mediaType()).isEqualTo("application/vnd.modelops.bundle.manifest.v1+json");
  }

  @Test
  void emptyMapsHaveOneForm() throws IOException {
    String empty = new String(FORMAT.write(Map.of(), Map.of()), UTF_8);
    assertThat(empty)
        .isEqualTo(
            """
            {
              "schema_version": "1.0",
              "bundle_digest": "sha256:c227a427a2194eb778be9db857085ea3f50b53df257a4bd6855b617a6faec4f3",
              "models": {},
              "files": {}
            }
            """);
    assertThat(FORMAT.read(empty.getBytes(UTF_8)).files()).isEmpty();
  }

  @Test
  void orderOfTheArgumentsDoesNotChangeTheManifest() {
    Random random = new Random(104);
    List<String> paths =
        new ArrayList<>(List.of("a/b", "a-b", "a.b", "z", "\uff5e", "\ud83d\ude00"));
    byte[] first = null;
    for (int run = 0; run < 50; run++) {
      Collections.shuffle(paths, random);
      Map<String, FileEntry> files = new LinkedHashMap<>();
      Map<String, Entry> models = new LinkedHashMap<>();
      paths.forEach(path -> files.put(path, file(path.length())));
      paths.forEach(path -> models.put(path, new Entry("m:C", paths)));
      byte[] bytes = FORMAT.write(models, files);
      first = first == null ? bytes : first;
      assertThat(bytes).isEqualTo(first);
    }
    assertThat(new String(FORMAT.write(Map.of(), Map.of("a/b", file(1), "a-b", file(1))), UTF_8))
        .containsSubsequence("a-b", "a/b");
  }

  @Test
  void fileNamedTwiceInAModelIsListedOnce() {
    Map<String, FileEntry> files = Map.of("a", file(1), "b", file(1));
    assertThat(FORMAT.write(Map.of("m", new Entry("m:C", List.of("b", "a", "b"))), files))
        .isEqualTo(FORMAT.write(Map.of("m", new Entry("m:C", List.of("a", "b"))), files));
  }

  /** Format 1.0 of the ancestor joined {@code path:hash} with a bar. */
  @Test
  void pathWithTheSeparatorsOfTheOldDigestIsRefused() {
    assertThatThrownBy(() -> FORMAT.write(Map.of(), Map.of("a:" + HEX + "|b", file(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void swappedContentsOfTwoFilesChangeTheDigestsOfModelAndBundle() throws IOException {
    FileEntry other = new FileEntry(new Digest("sha256", HEX.replace('0', '1')), 3);
    Map<String, Entry> models = Map.of("m", new Entry("m:C", List.of("a", "b")));
    var one = FORMAT.read(FORMAT.write(models, Map.of("a", file(3), "b", other)));
    var two = FORMAT.read(FORMAT.write(models, Map.of("a", other, "b", file(3))));
    assertThat(one.models()).isNotEqualTo(two.models());
    assertThat(one.bundleDigest()).isNotEqualTo(two.bundleDigest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "a\\b", "a//b", "", "e\u0301", "\ud800", "manifest.json"})
  void badPathIsRefused(String path) {
    assertThatThrownBy(() -> FORMAT.write(Map.of(), Map.of(path, file(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missingFileOtherAlgorithmAndLargeSizeAreRefused() {
    assertThatThrownBy(
            () -> FORMAT.write(Map.of("m", new Entry("m:C", List.of("a"))), Map.of("b", file(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file 'a' of model m is not among the files");
    FileEntry sha512 = new FileEntry(new Digest("sha512", HEX + HEX), 1);
    assertThatThrownBy(() -> FORMAT.write(Map.of(), Map.of("a", sha512)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sha256 only");
    assertThatThrownBy(() -> FORMAT.write(Map.of(), Map.of("a", file(1L << 53))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2^53-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        ":",
        "a:",
        ":B",
        "a:B:C",
        "a b:C",
        "a:1C",
        "1a:C",
        "a..b:C",
        ".a:C",
        "a.:C",
        "a:B.",
        "a:B\n",
        "a-b:C",
        "a/b:C",
        "a:B()",
        "a:\u200dB",
        "a:B\u0000",
        "a:\u00b2",
        "a:\ud800",
        "\u037a:B"
      })
  void whatIsNoClassNameIsRefused(String name) {
    assertThatThrownBy(() -> FORMAT.write(Map.of("m", new Entry(name, List.of())), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not of the form package.module:ClassName");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:B",
        "_:_",
        "a.b.c:D.E",
        "m\u00e9.\u4e2d:\u03b1\u03b2",
        "\ufb01:\u017fimulate",
        "a1:B\u0661",
        "m:A\u00b7b",
        "m:\ud835\udc9c"
      })
  void identifiersOfPythonAreClassNames(String name) throws IOException {
    byte[] bytes = FORMAT.write(Map.of("m", new Entry(name, List.of())), Map.of());
    assertThat(FORMAT.read(bytes).models().values())
        .allSatisfy(model -> assertThat(model.className()).isEqualTo(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "\u202e", "\ud800", "\u001b[31m"})
  void idThatCannotBeShownIsRefused(String id) {
    assertThatThrownBy(() -> FORMAT.write(Map.of(id, new Entry("m:C", List.of())), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model id");
  }

  @Test
  @InWholeSweeps
  void hundredThousandFilesAreReadBack() throws IOException {
    Map<String, FileEntry> files = new LinkedHashMap<>();
    for (int i = 0; i < 100_000; i++) {
      files.put("data/" + i % 100 + "/file-" + i + ".csv", file(i));
    }
    assertThat(FORMAT.read(FORMAT.write(Map.of(), files)).files()).hasSize(100_000);
  }

  @Test
  void isFoundAsTheProviderOfItsKind() {
    assertThat(ServiceLoader.load(ManifestFormat.class, getClass().getClassLoader()).stream())
        .extracting(provider -> (Object) provider.type())
        .containsExactly(JsonManifestFormat.class, PythonIndexFormat.class);
  }
}
