package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Initializing makes a workspace and keeps the files that are there. */
class InitializeTest {
  private static final String LINES =
      "# state of modelops-bundle, of this checkout only\n.modelops-bundle/\n";

  @TempDir Path root;

  private Tree tree;

  @BeforeEach
  void create() {
    tree = new Tree(root);
  }

  @Test
  void initializingWithTheTemplateNamesEveryFileItCreates() {
    Initialization done = tree.bundle().initialize(InitializeOptions.defaults().withTemplate());
    assertThat(done.created())
        .containsExactly(
            ".gitattributes",
            ".gitignore",
            ".modelops-bundle",
            ".modelopsignore",
            "README.md",
            "models/__init__.py",
            "models/example.py",
            "pyproject.toml");
    assertThat(done.kept()).isEmpty();
    assertThat(done.changed()).isEmpty();
    assertThat(tree.path(".gitignore")).content().contains(".modelops-bundle/\n");
    assertThat(tree.bundle().settings().issues()).isEmpty();
    assertThat(tree.bundle().workspace().reference()).isEmpty();
  }

  @Test
  void modelOfTheTemplateIsFoundAndCanBeBundled() {
    tree.bundle().initialize(InitializeOptions.defaults().withTemplate());
    assertThat(tree.bundle().discover().models())
        .extracting(Model::id)
        .containsExactly("models.example:SIRModel");
    assertThat(tree.bundle().discover().issues()).isEmpty();
    assertThat(tree.bundle().discover().select(m -> true).manifest().content().files())
        .containsOnlyKeys("models/__init__.py", "models/example.py");
  }

  @Test
  void modelOfTheTemplateRuns() throws Exception {
    Programs.require("python3");
    tree.bundle().initialize(InitializeOptions.defaults().withTemplate());
    Process python =
        new ProcessBuilder("python3", "-B", "-m", "models.example")
            .directory(root.toFile())
            .start();
    assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("peak on day 28: 316 infectious\n");
  }

  @Test
  void templateIsNamedAfterItsDirectory() {
    Tree named = new Tree(tree.files("Größe & more/x").path("Größe & more"));
    named.bundle().initialize(InitializeOptions.defaults().withTemplate());
    assertThat(named.path("pyproject.toml")).content().contains("name = \"gr-e-more\"");
  }

  @Test
  void filesAddedAfterInitializingAreShownByStatus() {
    tree.files("a.py", "b.py");
    tree.bundle()
        .initialize(
            InitializeOptions.defaults().withRegistry(Reference.parse("localhost:5555/my-models")));
    tree.bundle().workspace().add(List.of("a.py", "b.py"));
    assertThat(tree.bundle().workspace().status().tracked())
        .containsExactly(
            TrackedFile.of("a.py", FileState.ADDED), TrackedFile.of("b.py", FileState.ADDED));
    assertThat(tree.bundle().workspace().status().reference())
        .hasToString("localhost:5555/my-models:latest");
  }

  @Test
  void wrongPyprojectIsToldBeforeAnythingIsMade() {
    tree.write("pyproject.toml", "[tool.modelops-bundle]\nmodels = 3\n");
    assertThatThrownBy(() -> tree.bundle().initialize(InitializeOptions.defaults().withTemplate()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("pyproject.toml:2:1: ");
    assertThat(tree.all()).containsExactly("pyproject.toml");
  }

  @Test
  void templateKeepsTheFilesThatExist() {
    tree.files("README.md", "models/example.py", ".modelopsignore");
    tree.write("pyproject.toml", "content = 'of pyproject.toml'\n");
    Initialization done = tree.bundle().initialize(InitializeOptions.defaults().withTemplate());
    assertThat(done.created())
        .containsExactly(".gitattributes", ".gitignore", ".modelops-bundle", "models/__init__.py");
    assertThat(done.kept())
        .containsExactly(".modelopsignore", "README.md", "models/example.py", "pyproject.toml");
    assertThat(tree.path("pyproject.toml")).hasContent("content = 'of pyproject.toml'\n");
    for (String path : done.kept().subList(0, 3)) {
      assertThat(tree.path(path)).hasContent("content of " + path);
    }
  }

  @Test
  void templateIsNotWrittenThroughALinkedDirectory(@TempDir Path outside) throws IOException {
    Files.createSymbolicLink(tree.path("models"), outside);
    Initialization done = tree.bundle().initialize(InitializeOptions.defaults().withTemplate());
    assertThat(done.kept()).containsExactly("models/__init__.py", "models/example.py");
    assertThat(outside).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      value = {
        "''|LINES",
        "'a\n'|'a\nLINES'",
        "'a'|'a\nLINES'",
        "'a\r\nb'|'a\r\nb\r\nCRLFLINES'",
        "'a\r\n'|'a\r\nCRLFLINES'",
        "'.modelops-bundle\n'|'.modelops-bundle\n'",
        "'x\r\n/.modelops-bundle/\r\n'|'x\r\n/.modelops-bundle/\r\n'",
        "'# .modelops-bundle/\n'|'# .modelops-bundle/\nLINES'",
      },
      delimiter = '|')
  void ignoreFileIsAppendedToOnceInItsOwnManner(String before, String after) throws IOException {
    String expected =
        after.replace("CRLFLINES", LINES.replace("\n", "\r\n")).replace("LINES", LINES);
    tree.write(".gitignore", before);
    Initialization done = tree.bundle().initialize();
    assertThat(Files.readString(tree.path(".gitignore"))).isEqualTo(expected);
    assertThat(done.changed().isEmpty()).isEqualTo(before.equals(expected));
    assertThat(tree.bundle().initialize().changed()).isEmpty();
    assertThat(Files.readString(tree.path(".gitignore"))).isEqualTo(expected);
  }

  @Test
  void ignoreFileThatIsNotUtf8KeepsItsBytesAndItsPermissions() throws IOException {
    Path file = tree.path(".gitignore");
    Files.write(file, new byte[] {(byte) 0xe9, 0, '\n'});
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
    tree.bundle().initialize();
    assertThat(Files.readAllBytes(file)).startsWith(0xe9, 0, '\n', '#');
    assertThat(Files.getPosixFilePermissions(file)).hasSize(3);
  }

  @Test
  void ignoreFileThatIsALinkIsRefusedAndKept(@TempDir Path outside) throws IOException {
    Path target = Files.writeString(outside.resolve("shared"), "x\n");
    Files.createSymbolicLink(tree.path(".gitignore"), target);
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().initialize())
        .withMessageContaining(".gitignore");
    assertThat(target).hasContent("x\n");
    assertThat(tree.path(".gitignore")).isSymbolicLink();
  }

  @Test
  void initializingAgainReplacesTheRegistryAndKeepsWhatIsTracked() {
    tree.files("a.py");
    tree.bundle()
        .initialize(
            InitializeOptions.defaults().withRegistry(Reference.parse("localhost:5555/one")));
    tree.bundle().workspace().add(List.of("a.py"));
    Initialization again =
        tree.bundle()
            .initialize(
                InitializeOptions.defaults().withRegistry(Reference.parse("localhost:5555/two")));
    assertThat(again.created()).isEmpty();
    assertThat(tree.bundle().workspace().reference())
        .hasToString("Optional[localhost:5555/two:latest]");
    tree.bundle().initialize();
    assertThat(tree.bundle().workspace().reference())
        .hasToString("Optional[localhost:5555/two:latest]");
    assertThat(tree.bundle().workspace().tracked()).containsExactly("a.py");
  }

  @Test
  void whatIsNoWorkspaceSaysHowToMakeItOne() {
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().workspace())
        .satisfies(e -> assertThat(e.code()).isEqualTo("not-initialized"))
        .satisfies(e -> assertThat(e.hint()).contains("modelops-bundle init"));
  }

  @Test
  void initializingCompletesAHalfMadeWorkspace() throws IOException {
    tree.files("models/__init__.py");
    Files.createDirectory(tree.path(".modelops-bundle"));
    Files.writeString(tree.path(".modelops-bundle/.modelops-tmp-1"), "half");
    assertThatExceptionOfType(WorkspaceException.class).isThrownBy(() -> tree.bundle().workspace());
    tree.bundle().initialize(InitializeOptions.defaults().withTemplate());
    assertThat(tree.bundle().workspace().tracked()).containsExactly("pyproject.toml");
    assertThat(tree.all()).noneMatch(path -> path.contains("tmp"));
  }

  @Test
  void whatTellsWhichDistributionsAreNeededIsTrackedFromTheStart() throws IOException {
    tree.files("models/sir.py", "pyproject.toml", "uv.lock", "poetry.lock", "pylock.toml.d/x");
    Files.writeString(tree.path("pyproject.toml"), "");
    Files.writeString(tree.path(".modelopsignore"), "/poetry.lock\n");
    assertThat(tree.bundle().initialize(InitializeOptions.defaults()).tracked())
        .containsExactly("pyproject.toml", "uv.lock")
        .isEqualTo(tree.bundle().workspace().tracked());

    tree.bundle().workspace().remove(List.of("pyproject.toml"), RemoveOptions.defaults());
    assertThat(tree.bundle().initialize(InitializeOptions.defaults()).tracked()).isEmpty();
    assertThat(tree.bundle().workspace().tracked()).containsExactly("uv.lock");
  }

  @Test
  void damagedStateIsRefusedBeforeAnythingIsWritten() throws IOException {
    tree.bundle().initialize();
    Files.writeString(tree.path(".modelops-bundle/state-1"), "");
    Files.delete(tree.path(".gitignore"));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().initialize(InitializeOptions.defaults().withTemplate()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("state-damaged"));
    assertThat(tree.all()).containsExactly(".modelops-bundle/state-1");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"file", "link", "dangling"})
  void whatIsInPlaceOfTheStateStaysAndIsTold(String kind, @TempDir Path outside)
      throws IOException {
    Path state = tree.path(".modelops-bundle");
    switch (kind) {
      case "file" -> Files.writeString(state, "x");
      case "link" -> Files.createSymbolicLink(state, outside);
      default -> Files.createSymbolicLink(state, outside.resolve("nothing"));
    }
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().initialize(InitializeOptions.defaults().withTemplate()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("foreign-state"));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> tree.bundle().workspace().tracked());
    assertThat(tree.all()).containsExactly(".modelops-bundle");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void initializingAWholeFileSystemIsRefused() {
    Path top = root.getRoot();
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> Bundle.open(top).initialize())
        .withMessage(top + " is a whole file system, and no project")
        .satisfies(e -> assertThat(e.code()).isEqualTo("whole-file-system"));
    assertThat(top.resolve(".modelops-bundle")).doesNotExist();
  }

  @Test
  void workspaceInsideAWorkspaceTracksItsOwnFiles() {
    tree.files("a.py", "sub/b.py").workspace();
    Tree inner = new Tree(tree.path("sub"));
    inner.workspace().add(List.of("."));
    assertThat(Bundle.open(tree.path("sub")).workspace().tracked())
        .containsExactly(".gitignore", "b.py");
    Workspace outer = tree.bundle().workspace();
    outer.add(List.of("."));
    assertThat(outer.tracked()).containsExactly(".gitignore", "a.py");
    assertThat(outer.add(List.of("sub")).ignored()).containsExactly("sub");
    outer.add(List.of("sub"), AddOptions.defaults().withForce());
    assertThat(outer.tracked()).containsExactly(".gitignore", "a.py", "sub/.gitignore", "sub/b.py");
  }
}
