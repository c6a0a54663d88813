package io.modelops.bundle.value;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.ManifestDifference.Changes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestDifferenceTest {
  private static final Changes NONE = Changes.of(List.of(), List.of(), List.of());

  private final SortedMap<String, ModelEntry> models = new TreeMap<>();
  private final SortedMap<String, FileEntry> files = new TreeMap<>();

  private static Digest digest(Object content) {
    return new Digest("sha256", String.format("%064x", content.hashCode() & 0xffffffffL));
  }

  private ManifestDifferenceTest file(String path, String content) {
    files.put(path, new FileEntry(digest(content), content.length()));
    return this;
  }

  private ManifestDifferenceTest model(String id, String className, String... paths) {
    String contents = className;
    for (String path : paths) {
      contents += files.get(path);
    }
    models.put(id, ModelEntry.of(className, List.of(paths), digest(contents)));
    return this;
  }

  private ManifestContent content() {
    return ManifestContent.of(digest(models.toString() + files), models, files);
  }

  private static ManifestContent before() {
    return new ManifestDifferenceTest()
        .file("base.py", "1")
        .file("old.py", "1")
        .file("data.csv", "1")
        .model("gone", "old:Gone", "base.py", "old.py")
        .model("renamed", "base:One", "base.py")
        .model("same", "base:Same", "base.py")
        .model("sir", "base:SIR", "base.py", "old.py")
        .content();
  }

  private static ManifestContent after() {
    return new ManifestDifferenceTest()
        .file("base.py", "1")
        .file("new.py", "1")
        .file("data.csv", "2")
        .model("renamed", "base:Two", "base.py")
        .model("same", "base:Same", "base.py")
        .model("seir", "new:SEIR", "base.py", "new.py")
        .model("sir", "base:SIR", "base.py", "data.csv", "new.py")
        .content();
  }

  @Test
  void modelsAndFilesAreComparedAndEachModelsFilesToo() {
    ManifestDifference difference = ManifestDifference.between(before(), after());

    assertThat(difference.upToDate()).isFalse();
    assertThat(difference.files())
        .isEqualTo(Changes.of(List.of("new.py"), List.of("old.py"), List.of("data.csv")));
    assertThat(difference.models())
        .isEqualTo(Changes.of(List.of("seir"), List.of("gone"), List.of("renamed", "sir")));
    assertThat(difference.modelFiles()).containsOnlyKeys("gone", "renamed", "seir", "sir");
    assertThat(requireNonNull(difference.modelFiles().get("gone")).removed())
        .containsExactly("base.py", "old.py");
    assertThat(requireNonNull(difference.modelFiles().get("seir")).added())
        .containsExactly("base.py", "new.py");
    assertThat(requireNonNull(difference.modelFiles().get("renamed"))).isEqualTo(NONE);
    assertThat(requireNonNull(difference.modelFiles().get("sir")))
        .isEqualTo(Changes.of(List.of("data.csv", "new.py"), List.of("old.py"), List.of()));
  }

  @Test
  void aFileThatChangedChangesEveryModelThatHasIt() {
    ManifestContent changed =
        new ManifestDifferenceTest()
            .file("base.py", "2")
            .file("old.py", "1")
            .file("data.csv", "1")
            .model("gone", "old:Gone", "base.py", "old.py")
            .model("renamed", "base:One", "base.py")
            .model("same", "base:Same", "base.py")
            .model("sir", "base:SIR", "base.py", "old.py")
            .content();

    ManifestDifference difference = ManifestDifference.between(before(), changed);

    assertThat(difference.models().changed()).containsExactly("gone", "renamed", "same", "sir");
    assertThat(difference.modelFiles().values())
        .containsOnly(Changes.of(List.of(), List.of(), List.of("base.py")));
  }

  @Test
  void theSameManifestDoesNotDiffer() {
    ManifestDifference difference = ManifestDifference.between(before(), before());

    assertThat(difference.upToDate()).isTrue();
    assertThat(difference.models()).isEqualTo(NONE);
    assertThat(difference.files()).isEqualTo(NONE);
    assertThat(difference.modelFiles()).isEmpty();
  }

  @Test
  void withoutARecordEverythingIsAdded() {
    ManifestDifference difference = ManifestDifference.between(null, before());

    assertThat(difference.recorded()).isNull();
    assertThat(difference.models().added()).hasSize(4);
    assertThat(difference.files().added()).hasSize(3);
    assertThat(requireNonNull(difference.modelFiles().get("sir")).added())
        .containsExactly("base.py", "old.py");
  }
}
