package io.modelops.bundle.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of format 1.0, which no release may change. */
class GoldenVectorTest {
  @TempDir Path directory;

  @Test
  void manifestHasTheFrozenBytes() throws IOException {
    Manifest manifest = GoldenProject.manifest(directory);
    assertThat(new String(manifest.bytes(), UTF_8))
        .isEqualTo(new String(Processes.resource("golden-manifest.json"), UTF_8));
    assertThat(manifest.bytes()).isEqualTo(Processes.resource("golden-manifest.json"));
    assertThat(manifest.digest())
        .hasToString("sha256:abc1e8888c769a3e5e5f5dbcb38e59d0ab03e2aeee37187af58a730b7ece49a3");
  }

  @Test
  void independentWriterInPythonMakesTheSameBytes() {
    Manifest manifest = GoldenProject.manifest(directory);
    assertThat(Processes.python("reference.py", GoldenProject.modelsAsJson(), directory.toString()))
        .isEqualTo(manifest.bytes());
  }

  @Test
  void fiveLinesOfPythonRecomputeEveryDigest() {
    Manifest manifest = GoldenProject.manifest(directory);
    Path file = manifest.write();
    List<String> digests =
        new String(Processes.python("recompute.py", "", file.toString()), UTF_8).lines().toList();
    assertThat(digests).hasSize(1 + GoldenProject.MODELS.size());
    assertThat(digests.get(0)).isEqualTo(manifest.digest().toString());
    // the script prints the models in the canonical order, by UTF-16 code units
    assertThat(digests.subList(1, digests.size()))
        .isEqualTo(
            new TreeMap<>((Map<String, ModelEntry>) manifest.content().models())
                .values().stream().map(model -> model.digest().toString()).toList());
  }

  @Test
  void canonicalOrderIsThatOfUtf16AndDocumentOrderThatOfUtf8() throws IOException {
    Manifest manifest = GoldenProject.manifest(directory);
    assertThat(manifest.content().files().keySet())
        .containsSubsequence("data/\uff5e.txt", "data/\ud83d\ude00.txt");
    String canonical =
        new String(JsonText.canonical(Documents.read(manifest.bytes()).value()), UTF_8);
    assertThat(canonical.indexOf("\"data/\ud83d\ude00.txt\":"))
        .isPositive()
        .isLessThan(canonical.indexOf("\"data/\uff5e.txt\":"));
  }

  @Test
  void sortKeysOfPythonWouldGiveAnotherDigest() {
    Path file = GoldenProject.manifest(directory).write();
    String sortKeys =
        """
        import hashlib, json, sys
        manifest = json.load(open(sys.argv[1], encoding="utf-8"))
        recorded = manifest.pop("bundle_digest")
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        print(recorded == "sha256:" + hashlib.sha256(text.encode()).hexdigest())
        """;
    byte[] output = Processes.run(List.of("python3", "-c", sortKeys, file.toString()), "");
    assertThat(new String(output, UTF_8).strip()).isEqualTo("False");
  }
}
