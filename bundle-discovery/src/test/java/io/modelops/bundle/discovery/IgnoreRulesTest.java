package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private void withFiles(String... paths) {
    List.of(paths).forEach(path -> project.with(path, ""));
  }

  private SourceTree.Listing list(boolean ignoreRules) throws IOException {
    WalkOptions all = WalkOptions.defaults().withHidden();
    WalkOptions options = ignoreRules ? all : all.withoutIgnoreRules();
    return new DiskSourceTree().list(directory, options, Operation.unobserved());
  }

  @Test
  void defaultRulesHoldWithoutAnIgnoreFile() throws IOException {
    withFiles(
        ".git/config",
        ".modelops-bundle/state.json",
        "a/.git/config",
        "__pycache__/x.pyc",
        "node_modules/p/i.js",
        "venv/lib/a.py",
        ".venv/lib/a.py",
        "a/.ipynb_checkpoints/x.ipynb",
        "src/main.py",
        "data/file.csv",
        "tests/t.py",
        ".gitignore");
    assertThat(list(true).files())
        .containsExactly(".gitignore", "data/file.csv", "src/main.py", "tests/t.py");
    assertThat(list(true).ignored()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        ".env",
        ".env.local",
        ".envrc",
        ".netrc",
        ".pypirc",
        "id_rsa",
        "id_ed25519",
        "server.pem",
        "server.key",
        ".DS_Store",
        "x.pyc"
      })
  void secretsAndDebrisAreIgnoredEverywhere(String name) throws IOException {
    withFiles(name, "a/b/" + name, "a/other.txt", "a.py");
    assertThat(list(true).files()).containsExactly("a.py", "a/other.txt");
    assertThat(list(true).ignored()).containsExactlyInAnyOrder(name, "a/b/" + name);
    assertThat(list(false).files()).hasSize(4);
    assertThat(list(false).ignored()).isEmpty();
  }

  @Test
  void ignoreFilesIncludeAgainWhatDefaultsLeaveOut() throws IOException {
    withFiles("venv/a.py", "cert.pem", "b/key.pem", "environment/pyvenv.cfg", "environment/b.py");
    project.with(".modelopsignore", "!venv/\n!/cert.pem\n!environment/\n");
    assertThat(list(true).files())
        .containsExactly(
            ".modelopsignore",
            "cert.pem",
            "environment/b.py",
            "environment/pyvenv.cfg",
            "venv/a.py");
    assertThat(list(true).ignored()).containsExactly("b/key.pem");
  }

  @Test
  void virtualEnvironmentsOfAnyNameAreIgnored() throws IOException {
    withFiles("py312/pyvenv.cfg", "py312/lib/a.py", "a.py");
    assertThat(list(true).files()).containsExactly("a.py");
    assertThat(list(false).files()).hasSize(3);
  }

  @Test
  void stateDirectoriesAreNeverEntered() throws IOException {
    withFiles(".git/config", ".modelops-bundle/state.json", "a/.GIT/x", "a.py");
    project.with(".modelopsignore", "!.git/\n!.modelops-bundle/\n");
    assertThat(list(true).files()).containsExactly(".modelopsignore", "a.py");
    assertThat(list(false).files()).containsExactly(".modelopsignore", "a.py");
  }

  @Test
  void whatIsInAnIgnoredDirectoryCannotBeIncludedAgain() throws IOException {
    withFiles("temp/file.txt", "temp/keep.txt", "logs/a.txt", "logs/keep.txt");
    project.with(".modelopsignore", "temp/\n!temp/keep.txt\nlogs/*\n!logs/keep.txt\n");
    assertThat(list(true).files()).containsExactly(".modelopsignore", "logs/keep.txt");
    assertThat(list(true).ignored()).containsExactly("logs/a.txt");
  }

  @Test
  void starsStayInTheirDirectory() throws IOException {
    withFiles("data/test.csv", "data/subdir/test.csv");
    project.with(".modelopsignore", "data/*.csv\n");
    assertThat(list(true).ignored()).containsExactly("data/test.csv");
  }

  @Test
  void nestedIgnoreFilesHoldBelowThem() throws IOException {
    withFiles("a/x.log", "a/b/x.log", "c/x.log", "a/b/y");
    project.with(".modelopsignore", "*.log\n").with("a/.modelopsignore", "!x.log\n/b/y\n");
    assertThat(list(true).ignored()).containsExactly("a/b/y", "c/x.log");
  }

  @Test
  void escapesBlanksAndLineEndsAreReadAsGitReadsThem() throws IOException {
    withFiles("#a", "!b", "c ", "d", "e", "sub/e", "g/h/i");
    project.with(".modelopsignore", "\uFEFF\\#a\r\n\\!b\r\nc\\ \r\nd  \r\n/e\r\n**/i\r\n# x\r\n");
    assertThat(list(true).files()).containsExactly(".modelopsignore", "sub/e");
  }

  @Test
  void discoveryLeavesIgnoredFilesOut() throws IOException {
    project
        .with("m.py", Project.model("M"))
        .with("old/n.py", Project.model("N"))
        .with(".modelopsignore", "old/\n");
    assertThat(project.verdicts()).isEqualTo("MODEL m:M m.py:1-3\n");
  }

  @Test
  void hiddenFilesAreListedOnlyIfAskedFor() throws IOException {
    withFiles(".a", ".b/c", "d");
    WalkOptions plain = WalkOptions.defaults();
    assertThat(new DiskSourceTree().list(directory, plain, Operation.unobserved()).files())
        .containsExactly("d");
    assertThat(list(true).files()).containsExactly(".a", ".b/c", "d");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"size", "patterns", "line"})
  void hugeIgnoreFilesAreRefusedRatherThanHalfRead(String kind) {
    String content =
        switch (kind) {
          case "size" -> "# comment\n".repeat(1 << 20);
          case "patterns" -> "a\n".repeat(100_000);
          default -> "x".repeat(1_000_000);
        };
    project.with("a/.modelopsignore", content);
    assertThatThrownBy(() -> project.discover())
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("a/.modelopsignore");
  }

  /** Backtracking would not come to an end. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void patternsOfManyStarsAreMatchedWithoutBacktracking() throws IOException {
    project.with(".modelopsignore", ("*a".repeat(500) + "b\n").repeat(100) + "**/a/".repeat(800));
    withFiles("a".repeat(200), "a/".repeat(80) + "c");
    assertThat(list(true).files())
        .containsExactly(".modelopsignore", "a/".repeat(80) + "c", "a".repeat(200));
    assertThat(list(true).ignored()).isEmpty();
  }

  @Test
  void ignoreFileThatIsALinkIsRefused(@TempDir Path elsewhere) throws IOException {
    Path other = Files.writeString(elsewhere.resolve("x"), "*.py\n");
    Files.createSymbolicLink(directory.resolve(".modelopsignore"), other);
    assertThatThrownBy(() -> list(true))
        .hasMessage(".modelopsignore: it is, or lies behind, a symbolic link");
    assertThat(list(false).files()).isEmpty();
  }
}
