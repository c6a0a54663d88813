package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.Selection;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone of a project: what git keeps of it, the manifest included, and no workspace. */
class CloneTest {
  private static final String MODEL =
      "class SIR:\n  def simulate(self): pass\n  def parameters(self): pass\n";

  @TempDir Path root;

  private Tree tree;

  @BeforeEach
  void create() {
    tree = new Tree(root).write("m.py", MODEL);
  }

  /** Tracks files, writes the manifest and takes the workspace away. */
  private byte[] cloneWith(String... tracked) throws IOException {
    Workspace workspace = tree.workspace();
    workspace.add(List.of(tracked), AddOptions.defaults().withForce());
    Manifest manifest = tree.bundle().discover().select().manifest();
    manifest.write();
    try (var files = Files.list(tree.path(".modelops-bundle"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(tree.path(".modelops-bundle"));
    return manifest.bytes();
  }

  @Test
  void initializingACloneTracksWhatItsManifestLists() throws IOException {
    tree.files("data/x.csv");
    byte[] before = cloneWith("data");
    Initialization done = tree.bundle().initialize();
    assertThat(done.tracked()).containsExactly("data/x.csv");
    assertThat(done.issues()).isEmpty();
    assertThat(tree.bundle().workspace().tracked()).containsExactly("data/x.csv");
    assertThat(tree.bundle().discover().select().manifest().bytes()).isEqualTo(before);
  }

  @Test
  void initializingAWorkspaceAgainTracksNothingMore() throws IOException {
    tree.files("a.csv");
    byte[] unused = cloneWith("a.csv");
    tree.bundle().initialize();
    tree.bundle().workspace().remove(List.of("a.csv"));
    assertThat(tree.bundle().initialize().tracked()).isEmpty();
    assertThat(tree.bundle().workspace().tracked()).isEmpty();
  }

  @Test
  void listedFileThatIsGoneIsSaidAndNoDeadEnd() throws IOException {
    tree.files("a.csv", "b.csv");
    byte[] unused = cloneWith("a.csv", "b.csv");
    Files.delete(tree.path("a.csv"));
    Selection selection = tree.bundle().discover().select();
    assertThat(selection.issues())
        .extracting(Issue::toString)
        .containsExactly("a.csv: manifest.json lists it, but it is not there");
    assertThat(selection.manifest().content().files()).containsOnlyKeys("b.csv", "m.py");
    assertThat(tree.bundle().initialize().issues()).isEqualTo(selection.issues());
    assertThat(tree.bundle().workspace().status().changes())
        .contains(TrackedFile.of("a.csv", FileState.DELETED));
  }

  @Test
  void listedSecretIsRefusedAndNotTakenOver() throws IOException {
    tree.files("a.csv", ".env");
    byte[] unused = cloneWith("a.csv", ".env");
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().discover().select())
        .withMessage("'.env': manifest.json lists it, but it looks like a secret")
        .satisfies(e -> assertThat(e.code()).isEqualTo("listed-file-ignored"))
        .satisfies(e -> assertThat(e.paths()).containsExactly(".env"));
    Initialization done = tree.bundle().initialize();
    assertThat(done.tracked()).containsExactly("a.csv");
    assertThat(done.issues()).extracting(Issue::file).containsExactly(".env");
    assertThat(tree.bundle().discover().select().manifest().content().files())
        .containsOnlyKeys("a.csv", "m.py");
  }

  @Test
  void listedFileThatGitIgnoresIsTakenIfModelopsignoreIncludesIt() throws IOException {
    tree.files("raw/x.csv").write(".gitignore", "raw/\n");
    byte[] before = cloneWith("raw/x.csv");
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().discover().select())
        .satisfies(e -> assertThat(e.hint()).contains("!/raw/x.csv", ".modelopsignore"));
    tree.write(".modelopsignore", "!/raw/\n");
    assertThat(tree.bundle().discover().select().manifest().bytes()).isEqualTo(before);
    assertThat(tree.bundle().initialize().tracked()).containsExactly("raw/x.csv");
  }

  @Test
  void ignoredFileThatIsListedAndGoneStandsInNobodysWay() throws IOException {
    tree.files("raw/x.csv").write(".gitignore", "raw/\n");
    byte[] unused = cloneWith("raw/x.csv");
    Files.delete(tree.path("raw/x.csv"));
    Selection selection = tree.bundle().discover().select();
    assertThat(selection.issues())
        .extracting(Issue::toString)
        .containsExactly("raw/x.csv: manifest.json lists it, but it is ignored by .gitignore");
    assertThat(selection.manifest().content().files()).containsOnlyKeys("m.py");
  }
}
