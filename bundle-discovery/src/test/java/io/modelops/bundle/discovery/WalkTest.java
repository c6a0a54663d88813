package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
  private final SourceTree tree = new DiskSourceTree();
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private SourceTree.Listing list(DiscoveryOptions options) throws IOException {
    return tree.list(directory, options.walk(), Operation.unobserved());
  }

  private List<String> files() throws IOException {
    return list(DiscoveryOptions.defaults()).files();
  }

  private Project withFiles(String... paths) {
    for (String path : paths) {
      project.with(path, "");
    }
    return project;
  }

  @Test
  void filesAreListedInTheOrderOfTheirBytes() throws IOException {
    withFiles("b.py", "a/x.csv", "a-b/y", "a.py", "é.py", "Z", "\uFF5E", "\uD83D\uDE00", ".env");
    assertThat(files())
        .containsExactly("Z", "a-b/y", "a.py", "a/x.csv", "b.py", "é.py", "\uFF5E", "\uD83D\uDE00");
  }

  @Test
  void prunedDirectoriesAreNotEntered() throws IOException {
    withFiles(
        "__pycache__/a.py",
        "node_modules/a.py",
        "x/site-packages/a.py",
        "usr/lib/python3/dist-packages/a.py",
        "build/a.py",
        "dist/a.py",
        "my.egg-info/a.py",
        ".git/a.py",
        ".hidden/a.py",
        "env/pyvenv.cfg",
        "env/lib/a.py",
        "builds/a.py",
        "venv/a.py");
    assertThat(files()).containsExactly("builds/a.py");
  }

  @Test
  void packageWithinAPackageIsEnteredWhateverItsName() throws IOException {
    withFiles(
        "pkg/__init__.py",
        "pkg/build/__init__.py",
        "pkg/build/lib/a.py",
        "pkg/build/dist/__init__.py",
        "pkg/dist/a.py",
        "pkg/__pycache__/__init__.py",
        "build/__init__.py",
        "build/pkg/__init__.py",
        "dist/pkg/__init__.py");
    project.with("pkg/m.py", "from .build.lib import a\n" + Project.model("M"));
    String[] entered = {
      "pkg/__init__.py",
      "pkg/build/__init__.py",
      "pkg/build/dist/__init__.py",
      "pkg/build/lib/a.py",
      "pkg/m.py"
    };
    assertThat(files()).containsExactly(entered);
    assertThat(project.files("pkg.m:M"))
        .isEqualTo("pkg/__init__.py pkg/build/__init__.py pkg/build/lib/a.py pkg/m.py");
    for (String path : List.of("pkg/build/x.py", "pkg/dist/x.py", "build/x.py")) {
      boolean admitted =
          new DiskSourceTree().omits(directory, path, DiscoveryOptions.defaults().walk()).isEmpty();
      assertThat(admitted).as(path).isEqualTo(path.equals("pkg/build/x.py"));
    }
  }

  @Test
  void packageMayBePrunedByName() throws IOException {
    withFiles("pkg/__init__.py", "pkg/build/__init__.py");
    DiscoveryOptions options = DiscoveryOptions.defaults().withPrunedDirectories(Set.of("build"));
    assertThat(list(options).files()).containsExactly("pkg/__init__.py");
  }

  @Test
  void otherDirectoriesMayBePruned() throws IOException {
    withFiles("build/a.py", "old_models/a.py", "models/a.py");
    assertThat(list(DiscoveryOptions.defaults().withPrunedDirectories(Set.of("old*"))).files())
        .containsExactly("build/a.py", "models/a.py", "old_models/a.py");
    assertThat(list(DiscoveryOptions.defaults().withPrunedDirectories(Set.of("*ls"))).files())
        .containsExactly("build/a.py");
  }

  @Test
  void testsAreListedButNotSearchedForModels() throws IOException {
    for (String path :
        List.of("tests/m.py", "a/tests/m.py", "test_m.py", "m_test.py", "conftest.py", "m.py")) {
      project.with(path, Project.model("M"));
    }
    project.with("tests/broken.py", "def (");
    project.with("tests/data.csv", "");

    assertThat(files()).contains("tests/data.csv", "tests/m.py");
    assertThat(project.verdicts()).isEqualTo("MODEL m:M m.py:1-3\n");
    assertThat(project.issues()).isEmpty();
    assertThat(project.discover(DiscoveryOptions.defaults().withTests()).models()).hasSize(6);
  }

  @Test
  void symbolicLinksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("m.py"), Project.model("M"));
    withFiles("a.py");
    Files.createSymbolicLink(directory.resolve("linked"), elsewhere);
    Files.createSymbolicLink(directory.resolve("loop"), directory);
    Files.createSymbolicLink(directory.resolve("m.py"), elsewhere.resolve("m.py"));
    Files.createSymbolicLink(directory.resolve("gone.py"), elsewhere.resolve("gone.py"));
    Files.createSymbolicLink(directory.resolve(".#a.py"), Path.of("me@host.1"));
    Files.createSymbolicLink(directory.resolve("data.csv"), elsewhere.resolve("m.py"));

    SourceTree.Listing listing = list(DiscoveryOptions.defaults());

    assertThat(listing.files()).containsExactly("a.py");
    assertThat(listing.issues())
        .extracting(Issue::file, Issue::code)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("m.py", "symlink"),
            org.assertj.core.groups.Tuple.tuple("gone.py", "symlink"));
    assertThatThrownBy(() -> tree.read(directory, "m.py", 10)).isInstanceOf(IOException.class);
  }

  @Test
  void pipesAreNotListedAndNotOpened() throws Exception {
    withFiles("a.py");
    Programs.require("mkfifo");
    Programs.run("mkfifo", directory.resolve("b.py").toString());
    assertThat(files()).containsExactly("a.py");
    assertThatThrownBy(() -> tree.read(directory, "b.py", 10)).isInstanceOf(IOException.class);
  }

  @Test
  void namesThatAreNotUtf8AreIssues() throws Exception {
    withFiles("a.py");
    String script = "import os,sys; open(os.fsencode(sys.argv[1]) + b'/b\\xff.py', 'w')";
    Programs.require("python3");
    Programs.run("python3", "-c", script, directory.toString());

    SourceTree.Listing listing = list(DiscoveryOptions.defaults());

    assertThat(listing.files()).containsExactly("a.py");
    assertThat(listing.issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.code()).isEqualTo("unreadable-name"));
  }

  @Test
  void directoriesAreListedAtAnyDepth() throws IOException {
    Path deep = directory;
    for (int i = 0; i < 1_900; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    Files.writeString(deep.resolve("m.py"), Project.model("M"));
    try {
      assertThat(project.discover().models()).hasSize(1);
    } finally {
      new ProcessBuilder("rm", "-rf", directory.resolve("d").toString()).start().onExit().join();
    }
  }

  @Test
  void readsAtMostTheLimitAndOnlyInsideTheProject() throws IOException {
    project.with("a.py", "abcdef");
    assertThat(tree.read(directory, "a.py", 3)).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    assertThat(tree.read(directory, "a.py", 100)).hasSize(6);
    assertThatThrownBy(() -> tree.read(directory, "../x", 3)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> tree.read(directory, "gone.py", 3)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> tree.read(directory, "a\0", 3)).isInstanceOf(IOException.class);
  }
}
