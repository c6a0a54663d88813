package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.PullChanges.Conflict;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one checkout pushed comes to another one, and nothing that is only there is lost. */
class PullTest {
  private static final PullOptions WHOLE = PullOptions.of(RegistryOptions.defaults());

  @TempDir Path directory;

  private Tree here;
  private Tree there;
  private Reference reference;

  @BeforeEach
  void push() {
    here = new Tree(directory.resolve("here")).files("a.csv", "d/b.csv", "d/e/c.csv");
    here.write("empty.txt", "").write("d/__init__.py", "");
    there = new Tree(directory.resolve("there"));
    reference = Reference.parse("oci:" + directory.resolve("layout") + ":v1");
    here.workspace().add(List.of("a.csv", "d", "empty.txt"));
    pushFromHere();
  }

  private void pushFromHere() {
    Workspace workspace = here.bundle().workspace();
    Manifest manifest = here.bundle().select(List.of()).with(workspace.tracked()).manifest();
    workspace.push(manifest, reference, PushOptions.of(RegistryOptions.defaults()));
  }

  private PullResult pull() {
    return pull(WHOLE);
  }

  private PullResult pull(PullOptions options) {
    return Bundles.load().pull(reference, there.root(), options);
  }

  private PullPlan plan(PullOptions options) {
    return Bundles.load().planPull(reference, there.root(), options);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable pull, String... paths) {
    assertThatThrownBy(pull)
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.LOCAL_CHANGES);
              assertThat(e.paths()).containsExactly(paths);
            });
  }

  private static void assertFails(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable pull) {
    assertThatThrownBy(pull)
        .isInstanceOfSatisfying(
            BundleException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  @Test
  void aNewDirectoryBecomesAWorkspaceWithTheSameFiles() throws IOException {
    PullResult result = pull();

    assertThat(result.changes().created())
        .containsExactly(
            "a.csv", "d/__init__.py", "d/b.csv", "d/e/c.csv", "empty.txt", "manifest.json");
    for (String path : List.of("a.csv", "d/__init__.py", "d/b.csv", "d/e/c.csv", "empty.txt")) {
      assertThat(there.path(path)).hasSameBinaryContentAs(here.path(path));
    }
    assertThat(there.bundle().manifest().content()).isEqualTo(result.bundle().content());
    Workspace workspace = there.bundle().workspace();
    assertThat(workspace.reference()).contains(reference);
    assertThat(workspace.tracked()).isEqualTo(here.bundle().workspace().tracked());
    assertThat(workspace.status(RegistryOptions.defaults()).remote().state())
        .isEqualTo(RemoteState.IN_SYNC);
    assertThat(there.all())
        .filteredOn(path -> path.startsWith(".modelops-bundle/"))
        .allMatch(path -> path.matches("\\.modelops-bundle/(lock|pull-lock|cache|state-[0-9]+)"));
  }

  @Test
  void aSecondPullTouchesNothing() throws IOException {
    pull();
    FileTime past = FileTime.fromMillis(1_000_000);
    for (String path : List.of("a.csv", "d/b.csv", "manifest.json")) {
      Files.setLastModifiedTime(there.path(path), past);
    }

    PullResult again = pull();

    assertThat(again.changes().written()).isEmpty();
    assertThat(again.fetched()).isEmpty();
    assertThat(again.previous()).contains(again.bundle().manifest().digest());
    for (String path : List.of("a.csv", "d/b.csv", "manifest.json")) {
      assertThat(Files.getLastModifiedTime(there.path(path))).isEqualTo(past);
    }
  }

  @Test
  void whatChangedThereIsReplacedAddedAndDeletedHere() {
    pull();
    here.write("a.csv", "other").write("new/f.csv", "new");
    here.bundle().workspace().add(List.of("new"));
    here.bundle().workspace().remove(List.of("d/e/c.csv"));
    pushFromHere();

    PullResult result = pull();

    assertThat(result.changes().replaced()).containsExactly("a.csv", "manifest.json");
    assertThat(result.changes().created()).containsExactly("new/f.csv");
    assertThat(result.changes().deleted()).containsExactly("d/e/c.csv");
    assertThat(there.path("a.csv")).hasContent("other");
    assertThat(there.path("d/e")).doesNotExist();
    assertThat(there.bundle().workspace().tracked())
        .contains("new/f.csv")
        .doesNotContain("d/e/c.csv");
  }

  @Test
  void aFileMakesRoomForADirectoryAndADirectoryForAFile() {
    pull();
    here.bundle().workspace().remove(List.of("a.csv", "d/e/c.csv"));
    delete(here.path("a.csv"), here.path("d/e/c.csv"), here.path("d/e"));
    here.write("a.csv/x", "in a directory").write("d/e", "a file");
    here.bundle().workspace().add(List.of("a.csv", "d/e"));
    pushFromHere();

    pull();

    assertThat(there.path("a.csv/x")).hasContent("in a directory");
    assertThat(there.path("d/e")).hasContent("a file");
  }

  private static void delete(Path... paths) {
    for (Path path : paths) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void whatIsOnlyHereIsRefusedByNameAndNothingChanges() {
    pull();
    here.write("a.csv", "other").write("in-the-way.csv", "theirs");
    here.bundle().workspace().add(List.of("in-the-way.csv"));
    pushFromHere();
    there.write("a.csv", "edited").write("in-the-way.csv", "mine");
    delete(there.path("d/b.csv"));

    assertRefused(this::pull, "a.csv", "d/b.csv", "in-the-way.csv");

    assertThat(plan(WHOLE).isRefused()).isTrue();
    assertThat(plan(WHOLE).changes().conflicts())
        .isEqualTo(
            Map.of(
                "a.csv", Conflict.EDITED,
                "d/b.csv", Conflict.DELETED,
                "in-the-way.csv", Conflict.UNTRACKED));
    assertThat(there.path("a.csv")).hasContent("edited");
    assertThat(there.path("in-the-way.csv")).hasContent("mine");
    assertThat(there.path("d/b.csv")).doesNotExist();
  }

  @Test
  void overwritingKeepsCopies() {
    pull();
    there.write("a.csv", "edited");
    delete(there.path("d/b.csv"));

    PullResult first = pull(WHOLE.withOverwrite());
    there.write("a.csv", "edited again");
    PullResult second = pull(WHOLE.withOverwrite());

    assertThat(there.path("a.csv")).hasSameBinaryContentAs(here.path("a.csv"));
    assertThat(there.path("d/b.csv")).exists();
    assertThat(there.path(first.backup().orElseThrow() + "/a.csv")).hasContent("edited");
    assertThat(there.path(second.backup().orElseThrow() + "/a.csv")).hasContent("edited again");
  }

  @Test
  void aFileThatWasEditedHereAndDeletedThereStays() {
    pull();
    there.write("a.csv", "edited");
    here.bundle().workspace().remove(List.of("a.csv"));
    pushFromHere();

    PullResult result = pull();

    assertThat(result.changes().kept()).containsExactly("a.csv");
    assertThat(there.path("a.csv")).hasContent("edited");
  }

  @Test
  void filesThatAreThereAlreadyAreNotInTheWay() {
    there.write("a.csv", "content of a.csv").write("mine.txt", "mine");

    PullResult result = pull();

    assertThat(result.changes().same()).containsExactly("a.csv");
    assertThat(there.path("mine.txt")).hasContent("mine");
  }

  @Test
  void aForeignManifestIsInTheWayAndOurOwnIsNot() {
    there.write("manifest.json", "{\"name\": \"a web page\"}");
    assertRefused(this::pull, "manifest.json");

    delete(there.path("manifest.json"));
    pull();
    here.write("a.csv", "other");
    there.bundle().select(List.of()).with(List.of("d/b.csv")).manifest().write();
    pushFromHere();

    assertThat(pull().changes().replaced()).containsExactly("a.csv", "manifest.json");
  }

  @Test
  void anythingButAFileInAPlaceIsNeverReplaced() throws IOException {
    Files.createDirectories(there.path("a.csv/mine"));
    there.write("d", "a file where the bundle has a directory");

    assertRefused(this::pull, "a.csv", "d");
    assertRefused(() -> pull(WHOLE.withOverwrite()), "a.csv", "d");
  }

  @Test
  void aPipeIsNeverOpened() throws IOException {
    Files.createDirectories(there.root());
    Programs.run("mkfifo", there.path("a.csv").toString());

    assertRefused(this::pull, "a.csv");
  }

  @Test
  void nothingIsWrittenThroughLinks() throws IOException {
    Tree outside = new Tree(directory.resolve("outside")).files("a.csv", "b.csv");
    Files.createDirectories(there.root());
    Files.createSymbolicLink(there.path("d"), outside.root());
    assertFails(ErrorCode.SYMBOLIC_LINK, () -> pull(WHOLE.withOverwrite()));

    Files.delete(there.path("d"));
    Files.createSymbolicLink(there.path("a.csv"), outside.path("a.csv"));
    assertFails(ErrorCode.SYMBOLIC_LINK, () -> pull(WHOLE.withOverwrite()));

    assertThat(outside.all()).containsExactly("a.csv", "b.csv");
    assertThat(outside.path("a.csv")).hasContent("content of a.csv");
  }

  @Test
  void anotherNameOfAReplacedFileKeepsItsContent() throws IOException {
    pull();
    Path other = directory.resolve("other-name");
    Files.createLink(other, there.path("a.csv"));
    here.write("a.csv", "other");
    pushFromHere();

    pull();

    assertThat(other).hasContent("content of a.csv");
    assertThat(there.path("a.csv")).hasContent("other");
  }

  @Test
  void aReplacedFileKeepsItsPermissions() throws IOException {
    pull();
    var executable = PosixFilePermissions.fromString("rwxr-x---");
    Files.setPosixFilePermissions(there.path("a.csv"), executable);
    here.write("a.csv", "other");
    pushFromHere();

    pull();

    assertThat(Files.getPosixFilePermissions(there.path("a.csv"))).isEqualTo(executable);
    assertThat(Files.getPosixFilePermissions(there.path("d/b.csv")))
        .isEqualTo(Files.getPosixFilePermissions(here.path("d/b.csv")));
  }

  @Test
  void aPartIsPulledByPatternOrDirectory() {
    PullResult result = pull(WHOLE.withPaths(List.of(Glob.parse("d/e"), Glob.parse("*.txt"))));

    assertThat(result.changes().created()).containsExactly("d/e/c.csv", "empty.txt");
    assertThat(there.all()).containsExactly("d/e/c.csv", "empty.txt");
  }

  @Test
  void aPartIsPulledByModel() {
    Path project = Sample.copyTo(directory.resolve("sample"));
    Manifest manifest = Sample.manifest(project);
    manifest.push(reference.toString());
    ManifestContent content = manifest.content();
    String model = content.models().firstKey();

    pull(WHOLE.withModels(List.of(model)));

    assertThat(there.all()).containsExactlyElementsOf(content.models().get(model).files());
    assertFails(ErrorCode.NOT_IN_BUNDLE, () -> pull(WHOLE.withModels(List.of("no.such:Model"))));
    assertFails(
        ErrorCode.NOT_IN_BUNDLE, () -> pull(WHOLE.withPaths(List.of(Glob.parse("*.none")))));
  }

  @Test
  void aPartThatIsPulledIntoAWorkspaceIsNotRemembered() {
    pull();
    var before = there.bundle().workspace().synced();
    here.write("a.csv", "other").write("d/b.csv", "another");
    pushFromHere();

    pull(WHOLE.withPaths(List.of(Glob.parse("a.csv"))));

    assertThat(there.path("a.csv")).hasContent("other");
    assertThat(there.path("d/b.csv")).hasContent("content of d/b.csv");
    assertThat(there.bundle().workspace().synced()).isEqualTo(before);
  }

  @Test
  void theSameContentUnderManyNamesComesToAll() throws IOException {
    byte[] large = new byte[3 << 20];
    new Random(5).nextBytes(large);
    for (String path : List.of("x/large.bin", "y/large.bin", "large.bin")) {
      here.write(path, "");
      Files.write(here.path(path), large);
    }
    here.write("x/1", "same").write("x/2", "same").write("y/3", "same").write("4", "same");
    here.bundle().workspace().add(List.of("x", "y", "large.bin", "4"));
    pushFromHere();

    pull();

    for (String path : List.of("x/large.bin", "y/large.bin", "large.bin")) {
      assertThat(there.path(path)).hasBinaryContent(large);
    }
    for (String path : List.of("x/1", "x/2", "y/3", "4")) {
      assertThat(there.path(path)).hasContent("same");
    }
  }

  @Test
  void whatOthersRunByThemselvesIsTold() {
    List<String> files = List.of("conftest.py", ".vscode/tasks.json", "venv.pth");
    here.files(files.toArray(String[]::new));
    here.bundle().select(List.of()).with(files).manifest().push(reference.toString());

    assertThat(pull().issues())
        .filteredOn(issue -> issue.code().equals("starts-by-itself"))
        .extracting(issue -> issue.file())
        .containsExactly(".vscode/tasks.json", "conftest.py", "venv.pth");
  }

  @Test
  void aWorkspaceThatWasPulledPushesToWhereItCameFrom() {
    pull();
    there.write("a.csv", "changed there");
    Workspace workspace = there.bundle().workspace();
    Manifest manifest = there.bundle().select(List.of()).with(workspace.tracked()).manifest();
    workspace.push(
        manifest, workspace.reference().orElseThrow(), PushOptions.of(RegistryOptions.defaults()));

    here.bundle().workspace().pull(reference, WHOLE);

    assertThat(here.path("a.csv")).hasContent("changed there");
  }

  @Test
  void aPlanWritesNothing() {
    PullPlan plan = plan(WHOLE);

    assertThat(plan.changes().created()).hasSize(6);
    assertThat(plan.bytesToFetch()).isPositive();
    assertThat(there.root()).doesNotExist();
  }

  @Test
  void whatIsNotThereLeavesNoDirectory() {
    assertFails(
        ErrorCode.NOT_FOUND,
        () -> Bundles.load().pull(reference.withTag("none"), there.root(), WHOLE));

    assertThat(there.root()).doesNotExist();
  }
}
