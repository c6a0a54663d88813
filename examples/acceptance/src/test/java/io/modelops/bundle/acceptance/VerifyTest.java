package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.Reproduction;
import io.modelops.bundle.value.Reproduction.Difference;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.VerifyResult.Fault;
import io.modelops.bundle.value.VerifyResult.Finding;
import io.modelops.bundle.value.VerifyResult.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is not what its digest says is found, and told from what is gone or silent. */
class VerifyTest {
  private static final List<String> PATHS =
      List.of("a/one.csv", "a/two.csv", "b/three.csv", "empty.txt", "large.bin");

  @TempDir Path directory;

  private Tree project;
  private Reference reference;
  private TamperedLayout layout;

  @BeforeEach
  void push() throws IOException {
    project = new Tree(directory.resolve("project")).files("a/one.csv", "a/two.csv", "b/three.csv");
    project.write("empty.txt", "");
    byte[] large = new byte[3 << 20];
    new Random(5).nextBytes(large);
    Files.write(project.path("large.bin"), large);
    reference = Reference.parse("oci:" + directory.resolve("layout") + ":v1");
    project.workspace();
    project
        .bundle()
        .workspace()
        .push(manifest(), reference, PushOptions.of(RegistryOptions.defaults()));
    layout = layout();
  }

  private Manifest manifest() {
    return project.bundle().select(List.of()).with(PATHS).manifest();
  }

  private TamperedLayout layout() {
    return new TamperedLayout(
        directory.resolve("layout"),
        Bundles.load().inspect(reference.toString()).manifest().digest());
  }

  private static VerifyResult verify(Reference reference) {
    return Bundles.load().verify(reference, RegistryOptions.defaults());
  }

  private VerifyResult verify() {
    return verify(reference);
  }

  private VerifyResult verifyTampered() {
    return verify(Reference.parse(layout.reference()));
  }

  private VerifyResult verifyProject() {
    return project.bundle().workspace().verify();
  }

  private static void assertFindings(VerifyResult result, Tuple... expected) {
    assertThat(result.findings())
        .extracting(Finding::kind, Finding::name, Finding::fault)
        .containsExactly(expected);
  }

  @Test
  void aBundleThatIsWholeHasNoFinding() {
    VerifyResult result = verify();

    assertThat(result.isSound()).isTrue();
    assertThat(result.files()).isEqualTo(PATHS.size());
    assertThat(result.blobs()).isEqualTo(5); // OCI manifest, manifest.json, two packs, large.bin
    assertThat(result.bytes()).isGreaterThan(3 << 20);
    assertThat(result.bundleDigest()).contains(manifest().digest());
  }

  @Test
  void everyLayerThatIsWrongIsFoundWithItsKindOfWrong() throws IOException {
    Files.delete(layout.content("a"));
    byte[] large = Files.readAllBytes(layout.content("large.bin"));
    large[large.length - 1] ^= 1;
    Files.write(layout.content("large.bin"), large);
    byte[] pack = Files.readAllBytes(layout.content("b"));
    pack[pack.length / 2] ^= 1;
    Files.write(layout.content("b"), pack);

    VerifyResult result = verify();

    assertFindings(
        result,
        tuple(Kind.LAYER, "a", Fault.MISSING),
        tuple(Kind.LAYER, "b", Fault.DAMAGED),
        tuple(Kind.LAYER, "large.bin", Fault.DAMAGED));
    assertThat(result.files()).isEqualTo(1); // the empty one
    assertThat(result.blobs()).isEqualTo(2);
    assertThat(result.differs()).isTrue();
  }

  @Test
  void aLayerThatIsCutOffIsDamaged() throws IOException {
    byte[] large = Files.readAllBytes(layout.content("large.bin"));
    Files.write(layout.content("large.bin"), Arrays.copyOf(large, 1000));
    assertFindings(verify(), tuple(Kind.LAYER, "large.bin", Fault.DAMAGED));
  }

  @Test
  void fileThatIsOtherwiseInItsPackIsFoundThoughTheLayerIsWhatItsDigestSays() {
    byte[] other = "CONTENT of a/one.csv".getBytes(StandardCharsets.UTF_8);
    byte[] right = "content of a/two.csv".getBytes(StandardCharsets.UTF_8);
    layout.replace(
        "a",
        TamperedLayout.pack(
            tar -> {
              TamperedLayout.file(tar, "a/one.csv", other);
              TamperedLayout.file(tar, "a/two.csv", right);
            }));

    VerifyResult result = verifyTampered();

    assertFindings(result, tuple(Kind.FILE, "a/one.csv", Fault.DAMAGED));
    assertThat(result.findings().get(0).found()).isNotNull();
    assertThat(result.files()).isEqualTo(PATHS.size() - 1);
  }

  @Test
  void fileThatIsInNoLayerIsMissing() {
    byte[] right = "content of a/two.csv".getBytes(StandardCharsets.UTF_8);
    layout.replace("a", TamperedLayout.pack(tar -> TamperedLayout.file(tar, "a/two.csv", right)));
    layout.remove("large.bin");

    assertFindings(
        verifyTampered(),
        tuple(Kind.FILE, "a/one.csv", Fault.MISSING),
        tuple(Kind.FILE, "large.bin", Fault.MISSING));
  }

  @Test
  void packThatHoldsWhatItMayNotIsDamaged() {
    layout.replace(
        "a", TamperedLayout.pack(tar -> TamperedLayout.file(tar, "b/three.csv", new byte[1])));
    assertFindings(verifyTampered(), tuple(Kind.LAYER, "a", Fault.DAMAGED));
  }

  @Test
  void layerThatContradictsTheDocumentIsAFindingOfTheManifest() {
    layout.addCopy("large.bin", "other.bin");
    VerifyResult result = verifyTampered();
    assertThat(result.findings()).extracting(Finding::kind).containsExactly(Kind.MANIFEST);
    assertThat(result.findings().get(0).why()).contains("'other.bin'");
    assertThat(result.blobs()).isEqualTo(5); // they are read all the same
  }

  @Test
  void documentThatIsDamagedHidesNoOtherFault() throws IOException {
    Files.write(layout.content("manifest.json"), new byte[] {'{'});
    Files.delete(layout.content("b"));

    VerifyResult result = verify();

    assertThat(result.findings())
        .extracting(Finding::kind, Finding::fault)
        .containsExactly(tuple(Kind.CONFIG, Fault.DAMAGED), tuple(Kind.LAYER, Fault.MISSING));
    assertThat(result.bundleDigest()).isEmpty();
  }

  @Test
  void ociManifestThatIsDamagedIsTheOnlyFinding() throws IOException {
    String digest = Bundles.load().inspect(reference.toString()).manifest().digest().hex();
    Path blob = directory.resolve("layout/blobs/sha256").resolve(digest);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length - 2] ^= 1;
    Files.write(blob, bytes);
    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::fault)
        .containsExactly(tuple(Kind.MANIFEST, Fault.DAMAGED));
  }

  @Test
  void whatIsNotThereOrNoBundleIsAnErrorAsOfInspect() {
    assertThatThrownBy(() -> verify(reference.withTag("none")))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.NOT_FOUND));
    layout.manifest().put("artifactType", "application/vnd.other");
    assertThatThrownBy(this::verifyTampered)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.NOT_A_BUNDLE));
  }

  @Test
  void registryThatFallsSilentIsUnreadableAndNotDamaged() throws IOException {
    try (TestRegistry registry = TestRegistry.start()) {
      Reference there = Reference.parse(registry.host() + "/lab/models:v1");
      CopyOptions options = CopyOptions.of(RegistryOptions.defaults());
      Bundles.load().copy(reference, there, options);
      Network network = Network.direct().withRetries(0);
      registry.on("GET", layout.layer("a").get("digest").asText()).dropBefore();

      VerifyResult result =
          Bundles.load().verify(there, RegistryOptions.defaults().withNetwork(network));
      network.close();

      assertThat(result.findings())
          .extracting(Finding::fault)
          .isNotEmpty()
          .containsOnly(Fault.UNREADABLE);
      assertThat(result.differs()).isFalse();
      assertThat(result.isSound()).isFalse();
    }
  }

  @Test
  void verifyingStopsWhenItIsCancelledAndTellsHowFarItIs() {
    ProgressListener impatient =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long bytes) {
            assertThat(phase).isEqualTo(Phase.VERIFY);
            throw new CancellationException("enough");
          }
        };
    assertThatThrownBy(
            () ->
                Bundles.load()
                    .withProgress(impatient)
                    .verify(reference, RegistryOptions.defaults()))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void fileOfAProjectIsReadWhateverItsSizeAndTimeAre() throws IOException {
    assertThat(verifyProject().isSound()).isTrue();
    FileTime before = Files.getLastModifiedTime(project.path("a/one.csv"));
    project.write("a/one.csv", "CONTENT of a/one.csv");
    Files.setLastModifiedTime(project.path("a/one.csv"), before);
    Files.delete(project.path("empty.txt"));
    Files.delete(project.path("b/three.csv"));
    Files.createSymbolicLink(project.path("b/three.csv"), project.path("a/two.csv"));

    VerifyResult result = verifyProject();

    assertFindings(
        result,
        tuple(Kind.FILE, "a/one.csv", Fault.CHANGED),
        tuple(Kind.FILE, "b/three.csv", Fault.CHANGED),
        tuple(Kind.FILE, "empty.txt", Fault.MISSING));
    assertThat(result.files()).isEqualTo(2);
    assertThat(result.findings().get(0).found()).isNotNull();
  }

  @Test
  void projectThatWasNeverPushedCannotBeVerified() {
    Tree fresh = new Tree(directory.resolve("fresh")).files("a");
    fresh.workspace();
    assertThatThrownBy(() -> fresh.bundle().workspace().verify())
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.NOTHING_SYNCED));
  }

  private Reproduction reproduce(Reference other) {
    return manifest().reproduce(other, RegistryOptions.defaults());
  }

  @Test
  void sourcesMakeTheBundleAgain() {
    Reproduction same = reproduce(reference);
    assertThat(same.isSame()).isTrue();
    assertThat(same.made()).isEqualTo(same.there().manifest().digest());
    assertThat(same.layersOnlyHere()).isEmpty();
    assertThat(same.layersOnlyThere()).isEmpty();
  }

  @Test
  void reproducingReadsTheTwoDocumentsAloneAndSendsNothing() throws IOException {
    try (TestRegistry registry = TestRegistry.start()) {
      Reference there = Reference.parse(registry.host() + "/lab/models:v1");
      Bundles.load().copy(reference, there, CopyOptions.of(RegistryOptions.defaults()));
      int before = registry.requests().size();

      assertThat(reproduce(there).isSame()).isTrue();

      assertThat(registry.requests().stream().skip(before))
          .extracting(request -> request.method())
          .containsExactly("HEAD", "GET", "GET");
    }
  }

  @Test
  void otherContentIsNamedByFile() {
    project.write("a/one.csv", "changed");
    Reproduction other = reproduce(reference);
    assertThat(other.difference()).isEqualTo(Difference.CONTENT);
    assertThat(other.manifests().files().changed()).containsExactly("a/one.csv");
    assertThat(other.layersOnlyHere()).extracting(layer -> layer.title()).containsExactly("a");
    assertThat(other.layersOnlyThere()).extracting(layer -> layer.title()).containsExactly("a");
  }

  @Test
  void otherLayersAndAnotherWayToWriteTheManifestAreTold() {
    layout.manifest().putObject("annotations").put("a", "b");
    assertThat(reproduce(Reference.parse(layout.reference())).difference())
        .isEqualTo(Difference.FORMAT);
    byte[] one = "content of a/one.csv".getBytes(StandardCharsets.UTF_8);
    byte[] two = "content of a/two.csv".getBytes(StandardCharsets.UTF_8);
    layout.replace(
        "a",
        TamperedLayout.pack(
            tar -> {
              TamperedLayout.file(tar, "a/two.csv", two);
              TamperedLayout.file(tar, "a/one.csv", one);
            }));
    Reproduction cut = reproduce(Reference.parse(layout.reference()));
    assertThat(cut.difference()).isEqualTo(Difference.LAYERS);
    assertThat(cut.manifests().upToDate()).isTrue();
    assertThat(cut.layersOnlyThere()).hasSize(1);
  }
}
