package io.modelops.bundle.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.discovery.DiskSourceTree;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.TrackingChange;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding paths to the tracked ones and removing them. */
@Timeout(60)
class TrackingTest {
  private static final RemoveOptions DELETE = RemoveOptions.defaults().withDelete();

  @TempDir Path root;

  private Tree tree;

  @BeforeEach
  void create() {
    tree = new Tree(root);
  }

  @Test
  void ignoredFileIsTrackedByForceOnly() {
    Workspace workspace = tree.files("test.pyc").workspace();
    TrackingChange refused = workspace.add(List.of("test.pyc"));
    assertThat(refused.ignored()).containsExactly("test.pyc");
    assertThat(refused.changed()).isEmpty();
    assertThat(workspace.tracked()).isEmpty();
    assertThat(workspace.add(List.of("test.pyc"), AddOptions.defaults().withForce()).changed())
        .containsExactly("test.pyc");
    assertThat(workspace.tracked()).containsExactly("test.pyc");
  }

  @Test
  void filesThatTheIgnoreFileNamesAreLeftOut() {
    Workspace workspace =
        tree.files("debug.log", "main.py").write(".modelopsignore", "*.log\n").workspace();
    TrackingChange change = workspace.add(List.of("debug.log", "main.py"));
    assertThat(change.changed()).containsExactly("main.py");
    assertThat(change.ignored()).containsExactly("debug.log");
    assertThat(workspace.tracked()).containsExactly("main.py");
  }

  @Test
  void filesOfTheDefaultRulesAreLeftOut() {
    Workspace workspace = tree.files("a.py", "b.csv", "test.pyc", ".DS_Store").workspace();
    workspace.add(List.of("a.py", "b.csv", "test.pyc", ".DS_Store"));
    assertThat(workspace.tracked()).containsExactly("a.py", "b.csv");
  }

  @Test
  void trackedFileThatIsIgnoredLaterStaysTracked() {
    Workspace workspace = tree.files("important.log").workspace();
    workspace.add(List.of("important.log"), AddOptions.defaults().withForce());
    tree.write(".modelopsignore", "*.log\n");
    assertThat(workspace.tracked()).containsExactly("important.log");
    assertThat(workspace.status().untracked()).doesNotContain("important.log");
    workspace.add(List.of("."));
    assertThat(workspace.tracked()).contains("important.log");
  }

  @Test
  void theWholeProjectIsAddedWithoutItsStateAndRepository() {
    Workspace workspace = tree.files("a.py", "src/b.py", ".git/config").workspace();
    workspace.add(List.of("."));
    assertThat(workspace.tracked()).contains("a.py", "src/b.py");
    assertThat(workspace.tracked())
        .noneMatch(path -> path.startsWith(".modelops-bundle") || path.startsWith(".git/"));
  }

  @Test
  void notEvenForceAddsTheStateOrTheRepository() {
    Workspace workspace =
        tree.files("a.py", ".git/config", "sub/.git/config", "sub/.modelops-bundle/x").workspace();
    workspace.add(List.of("."), AddOptions.defaults().withForce());
    assertThat(workspace.tracked()).containsExactly(".gitignore", "a.py");
  }

  @Test
  void directoryIsAddedWithAllBelowIt() {
    Workspace workspace =
        tree.files("main.py", "src/a.py", "src/core/main.py", "srcs/b.py").workspace();
    assertThat(workspace.add(List.of("src")).changed())
        .containsExactly("src/a.py", "src/core/main.py");
    assertThat(workspace.tracked()).containsExactly("src/a.py", "src/core/main.py");
  }

  @Test
  void emptyDirectoryChangesNothing() throws IOException {
    Workspace workspace = tree.workspace();
    Files.createDirectories(root.resolve("empty/deep"));
    TrackingChange change = workspace.add(List.of("empty"));
    assertThat(change).isEqualTo(TrackingChange.of(List.of(), List.of(), List.of(), List.of(), 0));
  }

  @Test
  void ignoreFileItselfIsTrackedWithTheWholeProject() {
    Workspace workspace =
        tree.files("app.py", "src/core.py", "test_a.py", "data/x.csv", "a.pyc", "__pycache__/b.pyc")
            .write(".modelopsignore", "__pycache__/\n*.pyc\ntest_*.py\ndata/\n.gitignore\n")
            .workspace();
    workspace.add(List.of("."));
    assertThat(workspace.tracked()).containsExactly(".modelopsignore", "app.py", "src/core.py");
  }

  @Test
  void absolutePathInsideTheProjectIsStoredRelative() {
    Workspace workspace = tree.files("src/a.py", "b.py").workspace();
    workspace.add(List.of(tree.path("src").toString(), tree.path("b.py").toString()));
    assertThat(workspace.tracked()).containsExactly("b.py", "src/a.py");
  }

  @Test
  void absolutePathMayTakeAnotherWayToTheProject(@TempDir Path elsewhere) throws IOException {
    tree.files("src/a.py");
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
    Workspace workspace = new Tree(link).workspace();
    workspace.add(List.of(root.toRealPath().resolve("src/a.py").toString()));
    assertThat(workspace.tracked()).containsExactly("src/a.py");
  }

  @Test
  void severalDirectoriesAreAddedToWhatIsTracked() {
    Workspace workspace = tree.files("x.py", "a/1", "b/2", "c/3").workspace();
    workspace.add(List.of("x.py"));
    workspace.add(List.of("a", "b", "c"));
    assertThat(workspace.tracked()).containsExactly("a/1", "b/2", "c/3", "x.py");
  }

  @Test
  void addWithOneArgumentThatNamesNothingTracksNothing() {
    Workspace workspace = tree.files("a.py").workspace();
    TrackingChange change = workspace.add(List.of("a.py", "nothing.py", "no*.csv"));
    assertThat(change.unmatched()).containsExactly("nothing.py", "no*.csv");
    assertThat(change.changed()).isEmpty();
    assertThat(workspace.tracked()).isEmpty();
  }

  @Test
  void pathsOutsideTheProjectAreRefused(@TempDir Path outside) throws IOException {
    Workspace workspace = tree.files("a.py").workspace();
    Files.writeString(outside.resolve("x.py"), "");
    for (String argument :
        List.of(outside.toString(), "..", "../x", "a/../../x", "/etc/passwd", "../../etc/*")) {
      assertRefused(
          "outside-project",
          argument,
          () -> workspace.add(List.of("a.py", argument), AddOptions.defaults().withForce()));
      assertRefused("outside-project", argument, () -> workspace.remove(List.of(argument), DELETE));
    }
    assertThat(workspace.tracked()).isEmpty();
  }

  @Test
  void symbolicLinksInADirectoryAreLeftOut() throws IOException {
    Workspace workspace = tree.files("dir/a.py", "other/b.py").workspace();
    Files.createSymbolicLink(tree.path("dir/link.py"), tree.path("other/b.py"));
    Files.createSymbolicLink(tree.path("dir/loop"), tree.path("dir"));
    Files.createSymbolicLink(tree.path("dir/dangling"), tree.path("nothing"));
    workspace.add(List.of("dir"));
    assertThat(workspace.tracked()).containsExactly("dir/a.py");
  }

  @Test
  void symbolicLinkThatIsNamedIsRefused() throws IOException {
    Workspace workspace = tree.files("dir/a.py").workspace();
    Files.createSymbolicLink(tree.path("link.py"), tree.path("dir/a.py"));
    Files.createSymbolicLink(tree.path("linked"), tree.path("dir"));
    Files.createSymbolicLink(tree.path("dangling"), tree.path("nothing"));
    for (String argument : List.of("link.py", "linked", "linked/a.py", "dangling")) {
      assertRefused(
          "symbolic-link",
          argument,
          () -> workspace.add(List.of(argument), AddOptions.defaults().withForce()));
    }
    assertThat(workspace.tracked()).isEmpty();
  }

  @Test
  void pipeSocketAndDeviceAreRefusedWithoutBeingOpened() throws Exception {
    Programs.require("mkfifo", "mknod");
    Workspace workspace = tree.files("dir/a.py").workspace();
    Programs.run("mkfifo", tree.path("dir/pipe").toString());
    List<String> device = List.of("mknod", tree.path("dir/null").toString(), "c", "1", "3");
    if (Programs.start(Map.of(), device).status() == 0) { // where this user may make one
      assertRefused(
          "not-a-file",
          "dir/null",
          () -> workspace.add(List.of("dir/null"), AddOptions.defaults().withForce()));
    }
    try (ServerSocketChannel socket =
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      socket.bind(java.net.UnixDomainSocketAddress.of(tree.path("dir/s")));
      assertRefused(
          "not-a-file",
          "dir/pipe",
          () -> workspace.add(List.of("dir/pipe"), AddOptions.defaults().withForce()));
      assertRefused("not-a-file", "dir/s", () -> workspace.add(List.of("dir/s")));
      workspace.add(List.of("dir"));
      assertThat(workspace.tracked()).containsExactly("dir/a.py");
    }
  }

  @Test
  void untrackedFilesAreSortedAndWithoutIgnoredOnes() {
    Workspace workspace =
        tree.files("b.txt", "a.py", "c.pyc", "a/z.txt", "node_modules/x.js", ".git/x").workspace();
    workspace.add(List.of("a.py"));
    assertThat(workspace.status().untracked()).containsExactly(".gitignore", "a/z.txt", "b.txt");
  }

  @Test
  void removeTakesPatternsAndKeepsTheFilesOnDisk() {
    Workspace workspace = tree.files("test1.txt", "test2.txt", "keep.md").workspace();
    workspace.add(List.of("test1.txt", "test2.txt", "keep.md"));
    assertThat(workspace.remove(List.of("test*.txt")).changed())
        .containsExactly("test1.txt", "test2.txt");
    assertThat(workspace.tracked()).containsExactly("keep.md");
    assertThat(workspace.remove(List.of("test*.txt")).unmatched()).containsExactly("test*.txt");
    assertThat(workspace.remove(List.of("test1.txt")).unchanged()).containsExactly("test1.txt");
    assertThat(tree.all()).contains("test1.txt", "test2.txt");
  }

  @Test
  void addTellsNewFilesFromThoseTrackedAlready() {
    Workspace workspace = tree.write("a", "12345").write("b", "123").workspace();
    assertThat(workspace.add(List.of("a")).bytes()).isEqualTo(5);
    assertThat(workspace.add(List.of("a", "b")))
        .isEqualTo(TrackingChange.of(List.of("b"), List.of("a"), List.of(), List.of(), 3));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"./dir/file.txt", "dir//file.txt", "dir/./file.txt", "x/../dir/file.txt"})
  void uncleanArgumentsAreNormalised(String argument) {
    Workspace workspace = tree.files("dir/file.txt").workspace();
    assertThat(workspace.add(List.of(argument)).changed()).containsExactly("dir/file.txt");
    assertThat(workspace.remove(List.of(argument)).changed()).containsExactly("dir/file.txt");
  }

  @Test
  void namesBeyondAsciiAndHiddenOnesAreTracked() {
    Workspace workspace =
        tree.files("größe.csv", ".hidden", "\u6a21\u578b/\ud83d\ude00").workspace();
    workspace.add(List.of("größe.csv", ".hidden", "\u6a21\u578b"));
    assertThat(workspace.tracked())
        .containsExactly(".hidden", "größe.csv", "\u6a21\u578b/\ud83d\ude00");
  }

  @Test
  void patternsMatchWithinAComponentAndAcross() {
    Workspace workspace =
        tree.files("data/a.csv", "data/b.txt", "data/sub/c.csv", "x/data/d.csv").workspace();
    workspace.add(List.of("data/*.csv"));
    assertThat(workspace.tracked()).containsExactly("data/a.csv");
    workspace.add(List.of("./**/*.csv"));
    assertThat(workspace.tracked()).containsExactly("data/a.csv", "data/sub/c.csv", "x/data/d.csv");
  }

  @Test
  void malformedPatternIsRefused() {
    Workspace workspace = tree.files("a").workspace();
    assertRefused("bad-path", "[", () -> workspace.add(List.of("[")));
  }

  @Test
  void fileWhoseNameLooksLikeAPatternIsThatFile() {
    Workspace workspace = tree.files("a[1].csv", "a1.csv").workspace();
    workspace.add(List.of("a[1].csv"));
    assertThat(workspace.tracked()).containsExactly("a[1].csv");
  }

  @Test
  void manifestIsNeverTrackedAndInNobodysWay() {
    Workspace workspace = tree.files("manifest.json", "a.py", "sub/manifest.json").workspace();
    TrackingChange change =
        workspace.add(
            List.of("manifest.json", "a.py", "*.json", "sub"), AddOptions.defaults().withForce());
    assertThat(change.changed()).containsExactly("a.py", "sub/manifest.json");
    assertThat(change.ignored()).containsExactly("manifest.json");
    assertThat(workspace.status().untracked()).doesNotContain("manifest.json");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"a:b", "new\nline", "tab\t", "esc\u001b[0m", "end.", "con", "a\\b", "e\u0301"})
  void nameThatABundleCannotHoldIsRefusedWhereverItIs(String name) {
    Workspace workspace = tree.files("dir/" + name, "dir/ok").workspace();
    assertRefused("bad-path", "dir/" + name, () -> workspace.add(List.of("dir/" + name)));
    assertRefused("bad-path", "dir/" + name, () -> workspace.add(List.of("dir")));
    assertRefused("bad-path", "dir/" + name, () -> workspace.add(List.of("dir/*")));
    assertThat(workspace.tracked()).isEmpty();
    assertThat(workspace.status().untracked()).contains("dir/" + name);
  }

  @Test
  void nameThatIsNotUtf8IsRefused() throws Exception {
    Programs.require("sh");
    Workspace workspace = tree.files("dir/ok").workspace();
    assertThat(
            new ProcessBuilder("sh", "-c", "touch \"$(printf 'dir/caf\\351')\"")
                .directory(root.toFile())
                .start()
                .waitFor())
        .isZero();
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> workspace.add(List.of("dir")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("unreadable"))
        .withMessageContaining("dir/caf");
    assertThat(workspace.status().untracked()).anyMatch(path -> path.startsWith("dir/caf"));
  }

  @Test
  void longestNameIsTrackedAndPathsBeyondABundleAreRefused() {
    String longest = "x".repeat(255);
    String deep = "d/".repeat(600) + "file";
    Workspace workspace = tree.files(longest, deep).workspace();
    assertThat(workspace.add(List.of(longest)).changed()).containsExactly(longest);
    assertRefused("bad-path", deep, () -> workspace.add(List.of("d")));
    String longer = "x".repeat(256);
    assertRefused("unreadable", longer, () -> workspace.add(List.of(longer)));
    assertThat(workspace.tracked()).containsExactly(longest);
    assertThat(workspace.status().untracked()).contains(deep);
  }

  /** Longer than a path may be that is given to the system, and deeper than any stack. */
  @Test
  void pathTooLongForTheSystemIsNamed() throws IOException {
    Workspace workspace = tree.workspace();
    Files.createDirectories(tree.path("a" + "/d".repeat(1_500)));
    Files.createDirectories(tree.path("b" + "/d".repeat(1_500)));
    Files.move(tree.path("b"), tree.path("a" + "/d".repeat(1_500) + "/b"));
    try {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(workspace::status, () -> workspace.add(List.of(".")))) {
        assertThatExceptionOfType(WorkspaceException.class)
            .isThrownBy(call)
            .withMessageContaining("a/d/d/d/");
      }
      assertThatExceptionOfType(DiscoveryException.class)
          .isThrownBy(() -> tree.bundle().discover().select());
    } finally {
      Programs.run("rm", "-rf", tree.path("a").toString());
    }
    assertThat(workspace.status().untracked()).containsExactly(".gitignore");
  }

  @Test
  void namesThatDifferInCaseOnlyAreRefusedTogether() {
    Workspace workspace = tree.files("Model.py", "model.py").workspace();
    workspace.add(List.of("model.py"));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> workspace.add(List.of("Model.py")))
        .withMessageContainingAll("'Model.py'", "'model.py'");
    assertThat(workspace.tracked()).containsExactly("model.py");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {".env", ".netrc", "id_rsa", ".pypirc", "server.pem", "dir/.env"})
  void secretIsLeftOutAndReported(String path) {
    Workspace workspace = tree.files(path, "a.py").workspace();
    assertThat(workspace.add(List.of(path)).ignored()).containsExactly(path);
    workspace.add(List.of("."));
    assertThat(workspace.tracked()).doesNotContain(path);
    assertThat(workspace.status().untracked()).doesNotContain(path);
  }

  @Test
  void ignoredDirectoryThatIsNamedIsReported() {
    Workspace workspace = tree.files("venv/pyvenv.cfg", "venv/lib/x.py", "a.py").workspace();
    assertThat(workspace.add(List.of("venv")).ignored()).containsExactly("venv");
    assertThat(workspace.add(List.of("venv/lib/x.py")).ignored()).containsExactly("venv/lib/x.py");
    assertThat(workspace.add(List.of("venv"), AddOptions.defaults().withForce()).changed())
        .containsExactly("venv/lib/x.py", "venv/pyvenv.cfg");
  }

  @Test
  void removingADirectoryRemovesWhatIsTrackedBelowIt() {
    Workspace workspace = tree.files("a/1", "a/b/2", "ab/3").workspace();
    workspace.add(List.of("."));
    assertThat(workspace.remove(List.of("a/")).changed()).containsExactly("a/1", "a/b/2");
    assertThat(workspace.tracked()).contains("ab/3");
    workspace.remove(List.of("."));
    assertThat(workspace.tracked()).isEmpty();
  }

  @Test
  void removingWithDeletingDeletes() {
    Workspace workspace = tree.files("a/1", "a/2", "keep").workspace();
    workspace.add(List.of("a", "keep"));
    assertThat(workspace.remove(List.of("a/1"), DELETE.withForce()).changed())
        .containsExactly("a/1");
    assertThat(tree.all()).contains("a/2", "keep").doesNotContain("a/1");
    assertThat(workspace.tracked()).containsExactly("a/2", "keep");
  }

  @Test
  void fileThatWasNeverPushedIsDeletedByForceOnly() {
    Workspace workspace = tree.files("a", "b").workspace();
    workspace.add(List.of("a", "b"));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> workspace.remove(List.of("a", "b"), DELETE))
        .satisfies(e -> assertThat(e.code()).isEqualTo("locally-modified"))
        .satisfies(e -> assertThat(e.paths()).containsExactly("a", "b"));
    assertThat(tree.all()).contains("a", "b");
    assertThat(workspace.tracked()).containsExactly("a", "b");
    workspace.remove(List.of("a", "b"), DELETE.withForce());
    assertThat(tree.all()).doesNotContain("a", "b");
  }

  @Test
  void fileIsDeletedWhereTheLastSyncHoldsIt(@TempDir Path elsewhere) {
    Workspace workspace = tree.files("a").workspace();
    workspace.add(List.of("a"));
    push(workspace, elsewhere);
    assertThat(workspace.remove(List.of("a"), DELETE).changed()).containsExactly("a");
    assertThat(tree.all()).doesNotContain("a");
  }

  /** What an editor shows is no copy of what the disk has. */
  @Test
  void contentOnDiskDecidesWhatMayBeDeletedNotAnEditorsBuffer(@TempDir Path elsewhere) {
    Workspace workspace = tree.write("a", "pushed").workspace();
    workspace.add(List.of("a"));
    push(workspace, elsewhere);
    tree.write("a", "written after the push");
    SourceTree disk = new DiskSourceTree();
    SourceTree editor = SourceTree.overlay(disk, Map.of("a", "pushed".getBytes(UTF_8)));
    Workspace seen = Bundle.open(root, Providers.load().with(editor)).workspace();
    assertRefused("locally-modified", "a", () -> seen.remove(List.of("a"), DELETE));
    assertThat(tree.path("a")).hasContent("written after the push");
  }

  @Test
  void removingWithDeletingOfWhatIsGoneAlreadyForgetsIt() throws IOException {
    Workspace workspace = tree.files("a").workspace();
    workspace.add(List.of("a"));
    Files.delete(tree.path("a"));
    assertThat(workspace.remove(List.of("a"), DELETE).changed()).containsExactly("a");
    assertThat(workspace.tracked()).isEmpty();
  }

  @Test
  void argumentThatNamesNothingMeansThatNothingIsDeleted() {
    Workspace workspace = tree.files("a").workspace();
    workspace.add(List.of("a"));
    assertThat(workspace.remove(List.of("a", "b"), DELETE).unmatched()).containsExactly("b");
    assertThat(workspace.tracked()).containsExactly("a");
    assertThat(tree.all()).contains("a");
  }

  /** What lies behind a link is not the project's. */
  @Test
  void nothingIsDeletedThroughALink(@TempDir Path outside) throws IOException {
    Workspace workspace = tree.files("dir/a").workspace();
    workspace.add(List.of("dir/a"));
    Files.delete(tree.path("dir/a"));
    Files.delete(tree.path("dir"));
    Files.writeString(outside.resolve("a"), "precious");
    Files.createSymbolicLink(tree.path("dir"), outside);
    assertRefused("symbolic-link", "dir/a", () -> workspace.remove(List.of("dir/a"), DELETE));
    assertThat(outside.resolve("a")).hasContent("precious");
    assertThat(workspace.tracked()).containsExactly("dir/a");
  }

  private void push(Workspace workspace, Path layout) {
    workspace.push(
        tree.bundle().discover().select().manifest(),
        Reference.parse("oci:" + layout.resolve("layout")),
        PushOptions.of(RegistryOptions.defaults()));
  }

  private static void assertRefused(String code, String path, ThrowingCallable call) {
    assertThatExceptionOfType(WorkspaceException.class)
        .as(path)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.paths()).containsExactly(path))
        .extracting(BundleException::code)
        .isEqualTo(code);
  }
}
