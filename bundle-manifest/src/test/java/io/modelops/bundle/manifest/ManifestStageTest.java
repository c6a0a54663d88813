package io.modelops.bundle.manifest;

import static io.modelops.bundle.manifest.Project.SEIR;
import static io.modelops.bundle.manifest.Project.SIR;
import static io.modelops.bundle.manifest.Project.model;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.ProviderException;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.ManifestDifference.Changes;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestStageTest {
  private static final Changes NOTHING = Changes.of(List.of(), List.of(), List.of());

  @TempDir Path directory;
  private Project project = new Project(Path.of(""));

  @BeforeEach
  void makeProject() {
    project = Project.small(directory);
  }

  @Test
  void manifestListsTheFilesOfTheModelsAndTheExtraOnes() {
    Manifest manifest =
        project
            .bundle()
            .select(List.of(SIR))
            .with(List.of("data/cases.csv"))
            .with(List.of("data/cases.csv", "models/sir.py"))
            .manifest();
    assertThat(manifest.content().files()).containsOnlyKeys("data/cases.csv", "models/sir.py");
    assertThat(manifest.content().models()).containsOnlyKeys(SIR.id());
    assertThat(manifest.digest()).isEqualTo(manifest.content().bundleDigest());
  }

  @Test
  void extraFilesAloneMakeABundle() {
    Manifest manifest =
        project.bundle().select(List.of()).with(List.of("data/cases.csv")).manifest();
    assertThat(manifest.content().files()).containsOnlyKeys("data/cases.csv");
  }

  @Test
  void manifestWritesNothingUntilAsked() throws IOException {
    Manifest manifest = project.manifest(SIR);
    assertThat(project.names()).containsExactly("data", "models");
    Path file = manifest.write();
    assertThat(file).isEqualTo(project.path("manifest.json")).hasBinaryContent(manifest.bytes());
    assertThat(project.names()).containsExactly("data", "manifest.json", "models");
    manifest.bytes()[0] = 0;
    assertThat(manifest.bytes()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void checkWithoutManifestSaysThatAllIsNew() {
    ManifestDifference difference = project.manifest(SIR).check();
    assertThat(difference.upToDate()).isFalse();
    assertThat(difference.recorded()).isNull();
    assertThat(difference.models().added()).containsExactly(SIR.id());
    assertThat(difference.files().added()).containsExactly("models/sir.py");
  }

  @Test
  void checkAfterWritingFindsNoDifference() {
    project.manifest(SIR, SEIR).write();
    ManifestDifference difference = project.manifest(SEIR, SIR).check();
    assertThat(difference.upToDate()).isTrue();
    assertThat(difference.models()).isEqualTo(NOTHING);
    assertThat(difference.files()).isEqualTo(NOTHING);
  }

  @Test
  void checkNamesModelsAndFilesThatDiffer() {
    project.file("old.csv", "old");
    project
        .bundle()
        .select(List.of(SIR, SEIR))
        .with(List.of("data/cases.csv", "old.csv"))
        .manifest()
        .write();
    project.file("models/seir.py", "changed\n").file("new.csv", "new");
    ManifestDifference difference =
        project
            .bundle()
            .select(List.of(SEIR, model("n", "models.new:New", "new.csv")))
            .with(List.of("data/cases.csv"))
            .manifest()
            .check();
    assertThat(difference.upToDate()).isFalse();
    assertThat(difference.models())
        .isEqualTo(Changes.of(List.of("n"), List.of(SIR.id()), List.of(SEIR.id())));
    assertThat(difference.files())
        .isEqualTo(Changes.of(List.of("new.csv"), List.of("old.csv"), List.of("models/seir.py")));
  }

  @Test
  void oneByteChangesTheDigestsOfFileModelAndBundleOnly() {
    Manifest before = project.manifest(SIR, SEIR);
    project.file("models/seir.py", "from .sir import SIS\n");
    Manifest after = project.manifest(SIR, SEIR);
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(after.content().models().get("seir"))
        .isNotEqualTo(before.content().models().get("seir"));
    assertThat(after.content().models().get(SIR.id()))
        .isEqualTo(before.content().models().get(SIR.id()));
    assertThat(after.content().files().get("models/sir.py"))
        .isEqualTo(before.content().files().get("models/sir.py"));
  }

  @Test
  void affectedModelsAreThoseThatHaveTheFile() {
    Manifest manifest =
        project.bundle().select(List.of(SEIR, SIR)).with(List.of("data/cases.csv")).manifest();
    assertThat(manifest.affectedBy(List.of("models/sir.py"))).containsExactly(SIR.id(), "seir");
    assertThat(manifest.affectedBy(List.of("models/seir.py", "x"))).containsExactly("seir");
    assertThat(manifest.affectedBy(List.of("data/cases.csv", "models"))).isEmpty();
    assertThat(manifest.affectedBy(List.of())).isEmpty();
  }

  @Test
  void directoryAndFileTimesDoNotEnterTheManifest(@TempDir Path other) throws IOException {
    byte[] here = project.manifest(SIR, SEIR).bytes();
    Project moved = Project.small(Files.createDirectories(other.resolve("de ep/er")));
    Files.setLastModifiedTime(
        moved.path("models/sir.py"), java.nio.file.attribute.FileTime.fromMillis(0));
    assertThat(moved.manifest(SEIR, SIR).bytes()).isEqualTo(here);
    Bundle relative = Bundle.open(Path.of("").toAbsolutePath().relativize(moved.root()));
    assertThat(relative.select(List.of(SIR, SEIR)).manifest().bytes()).isEqualTo(here);
  }

  @Test
  void duplicateModelIsRefusedByName() {
    assertRefused(
        "duplicate-model", "seir", () -> project.manifest(SEIR, model("seir", "b:C", "b.py")));
  }

  @Test
  void classWhoseFilesWereNotLookedForIsRefused() {
    Model half = Model.of("m:Half", Verdict.INCOMPLETE, new SourceRange("m.py", 1, 1, 1));
    assertRefused("files-unknown", "files of m:Half", () -> project.manifest(SIR, half));
  }

  @Test
  void nothingSelectedIsRefused() {
    assertRefused("nothing-selected", "no model and no file", () -> project.manifest());
  }

  @Test
  void classNameThatIsNoneIsRefused() {
    assertRefused(
        "not-representable",
        "'models/sir.py' is not of the form",
        () -> project.manifest(model("m", "models/sir.py", "models/sir.py")));
  }

  @Test
  void missingProviderIsNamed() {
    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(() -> Bundle.open(directory, Providers.none()).select(List.of(SIR)).manifest())
        .withMessageContaining("no ManifestFormat")
        .withMessageContaining("bundle-manifest");
    Providers given = Providers.none().with(new JsonManifestFormat());
    assertThat(Bundle.open(directory, given).select(List.of(SIR)).manifest().digest())
        .isEqualTo(project.manifest(SIR).digest());
  }

  @Test
  void checkReportsADamagedManifest() {
    Manifest manifest = project.manifest(SIR);
    String good = new String(manifest.bytes(), UTF_8);
    project.file("manifest.json", good.substring(0, good.length() / 2));
    assertUnreadable("manifest.json: not JSON: ", manifest);
    project.file("manifest.json", "");
    assertUnreadable("empty", manifest);
    project.file("manifest.json", good.replace("\"1.0\"", "\"2.0\""));
    assertUnreadable("upgrade", manifest);
    project.file("manifest.json", good.replace("sir.py", "sis.py"));
    assertUnreadable("not a manifest of this format", manifest);
    project.file("manifest.json", new byte[(64 << 20) + 1]);
    assertUnreadable("more than 67108864 bytes", manifest);
  }

  /** A document as the ancestor wrote it. */
  @Test
  void manifestOfThePythonAncestorIsReportedAsSuch() {
    project.file(
        "manifest.json",
        """
        {
          "schema_version": "1.0",
          "bundle_digest": "sha256:%s",
          "models": {"sir": {"class": "models.sir:SIR", "files": ["/home/u/models/sir.py"]}},
          "files": {"/home/u/models/sir.py": {"digest": "sha256:%s", "size": 17}}
        }
        """
            .formatted(Documents.HEX, Documents.HEX));
    assertUnreadable(
        "not a manifest of this format (the Python ancestor used another digest)",
        project.manifest(SIR));
  }

  private static void assertUnreadable(String message, Manifest manifest) {
    assertRefused("unreadable-manifest", message, manifest::check);
  }

  private static void assertRefused(String code, String message, Runnable call) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(call::run)
        .withMessageContaining(message)
        .extracting(BundleException::code)
        .isEqualTo(code);
  }
}
