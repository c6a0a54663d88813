package io.modelops.bundle.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.discovery.DiskSourceTree;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.WalkOptions;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.ManifestState;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Status and push compare the project with what was pushed last. */
@Timeout(120)
class StatusTest {
  private static final RegistryOptions OPTIONS = RegistryOptions.defaults();
  private static final String SIR =
      "class SIR:\n  def simulate(self): ...\n  def parameters(self): ...\n";

  @TempDir Path root;

  private Tree tree;
  private Workspace workspace;
  private Reference reference;

  @BeforeEach
  void create() {
    tree = new Tree(root).write("models/sir.py", SIR).files("data/a.csv", "data/b.csv", "notes.md");
    tree.bundle()
        .initialize(
            InitializeOptions.defaults().withRegistry(Reference.parse("oci:build/layout:v1")));
    workspace = tree.bundle().workspace();
    workspace.add(List.of("data"));
    reference = workspace.reference().orElseThrow();
    tree.write(".modelopsignore", "build/\n");
  }

  private Manifest manifest(Bundle bundle) {
    List<String> there =
        bundle.workspace().status().tracked().stream()
            .filter(file -> file.state() != FileState.DELETED && file.state() != FileState.REMOVED)
            .map(TrackedFile::path)
            .filter(bundle.workspace().tracked()::contains)
            .toList();
    return bundle.discover().select(model -> true).with(there).manifest();
  }

  private PushResult push() {
    return workspace.push(manifest(tree.bundle()), reference, PushOptions.of(OPTIONS));
  }

  private Map<String, FileState> states() {
    return states(tree.bundle());
  }

  private static Map<String, FileState> states(Bundle bundle) {
    return bundle.workspace().status().tracked().stream()
        .collect(toMap(TrackedFile::path, TrackedFile::state));
  }

  private RemoteState remote() {
    return workspace.status(OPTIONS).remote().state();
  }

  @Test
  void layoutCountsFromTheProject() {
    assertThat(reference).hasToString("oci:" + root.resolve("build/layout") + ":v1");
  }

  @Test
  void beforeTheFirstPushEverythingIsAdded() {
    assertThat(states())
        .containsOnly(
            entry("data/a.csv", FileState.ADDED),
            entry("data/b.csv", FileState.ADDED),
            entry("models/sir.py", FileState.ADDED));
    assertThat(workspace.status().models().added()).containsExactly("models.sir:SIR");
    assertThat(workspace.status().untracked())
        .contains("notes.md")
        .doesNotContain("data/a.csv", "models/sir.py");
    assertThat(remote()).isEqualTo(RemoteState.ABSENT);
    assertThat(workspace.synced()).isEmpty();
  }

  /** Models' files are part of the sync, tracked or not. */
  @Test
  void everythingIsUnmodifiedAfterThePush() {
    push();
    assertThat(states())
        .containsOnly(
            entry("data/a.csv", FileState.UNMODIFIED),
            entry("data/b.csv", FileState.UNMODIFIED),
            entry("models/sir.py", FileState.UNMODIFIED));
    assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
    tree.write("data/a.csv", "content of data/X.csv");
    assertThat(states())
        .containsEntry("data/a.csv", FileState.MODIFIED)
        .containsEntry("data/b.csv", FileState.UNMODIFIED)
        .containsEntry("models/sir.py", FileState.UNMODIFIED);
  }

  @Test
  void deletedFilesAreDeletedAndAheadOfTheRemote() throws IOException {
    push();
    Files.delete(tree.path("data/a.csv"));
    Files.delete(tree.path("models/sir.py"));
    assertThat(states())
        .containsEntry("data/a.csv", FileState.DELETED)
        .containsEntry("models/sir.py", FileState.DELETED);
    assertThat(remote()).isEqualTo(RemoteState.AHEAD);
  }

  @Test
  void localEditIsModifiedAndAheadOfTheRemote() {
    push();
    tree.write("data/a.csv", "mine");
    assertThat(states())
        .containsEntry("data/a.csv", FileState.MODIFIED)
        .containsEntry("data/b.csv", FileState.UNMODIFIED);
    assertThat(remote()).isEqualTo(RemoteState.AHEAD);
  }

  /** The remote without data/a.csv, and with a data/b.csv of theirs. */
  private PushResult pushOfSomebodyElse(Path other) {
    Tree theirs = new Tree(other).write("models/sir.py", SIR).write("data/b.csv", "theirs");
    return theirs
        .bundle()
        .discover()
        .select(model -> true)
        .with(List.of("data/b.csv"))
        .manifest()
        .push(reference, OPTIONS);
  }

  @Test
  void deletionOfWhatOthersChangedHasDiverged(@TempDir Path other) throws IOException {
    push();
    PushResult theirs = pushOfSomebodyElse(other);
    Files.delete(tree.path("data/b.csv"));
    assertThat(states()).containsEntry("data/b.csv", FileState.DELETED);
    assertThat(workspace.status(OPTIONS).remote())
        .isEqualTo(Remote.of(RemoteState.DIVERGED, theirs.digest()));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(this::push)
        .satisfies(e -> assertThat(e.code()).isEqualTo("tag-moved"));
    assertThat(remote()).isEqualTo(RemoteState.DIVERGED);
  }

  @Test
  void removalByOthersLeavesTheFileHereAndIsNotReverted(@TempDir Path other) {
    push();
    PushResult theirs = pushOfSomebodyElse(other);
    assertThat(states()).containsEntry("data/a.csv", FileState.UNMODIFIED);
    assertThat(workspace.status(OPTIONS).remote())
        .isEqualTo(Remote.of(RemoteState.BEHIND, theirs.digest()));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(this::push)
        .satisfies(e -> assertThat(e.code()).isEqualTo("tag-moved"));
    assertThat(tree.path("data/a.csv")).hasContent("content of data/a.csv");
  }

  @Test
  void planAfterADeletionLeavesTheFileOutAndSendsNoUnchangedLayer() throws IOException {
    tree.write("large.bin", "x".repeat(1 << 20)); // a layer of its own
    workspace.add(List.of("large.bin"));
    push();
    Files.delete(tree.path("data/a.csv"));
    PushPlan plan = manifest(tree.bundle()).plan(reference, OPTIONS);
    assertThat(plan.present()).extracting(Descriptor::title).contains("large.bin");
    assertThat(plan.send()).extracting(Descriptor::title).doesNotContain("large.bin");
    push();
    assertThat(workspace.synced().orElseThrow().digest()).isEqualTo(plan.digest());
    assertThat(workspace.synced().orElseThrow().content().files())
        .containsOnlyKeys("data/b.csv", "large.bin", "models/sir.py");
  }

  @Test
  void directoryThatBecameAFileHasNoFilesAnyMore() throws IOException {
    push();
    Files.delete(tree.path("data/a.csv"));
    Files.delete(tree.path("data/b.csv"));
    Files.delete(tree.path("data"));
    tree.write("data", "now a file");
    assertThat(states()).containsEntry("data/a.csv", FileState.DELETED);
    assertThat(workspace.status().untracked()).contains("data");
  }

  /** As for git: the file is deleted, and what is in the directory is untracked. */
  @Test
  void fileThatBecameADirectoryIsDeletedAndLeavesTheBundle() throws IOException {
    push();
    Files.delete(tree.path("data/a.csv"));
    tree.write("data/a.csv/inner.csv", "1");
    assertThat(states()).containsEntry("data/a.csv", FileState.DELETED);
    assertThat(workspace.status().untracked()).contains("data/a.csv/inner.csv");
    Manifest next = tree.bundle().discover().select().manifest();
    assertThat(next.content().files()).containsOnlyKeys("data/b.csv", "models/sir.py");
  }

  @Test
  void linkInPlaceOfAFileIsTheProblemOfThePush() throws IOException {
    push();
    Files.delete(tree.path("data/a.csv"));
    Files.createSymbolicLink(tree.path("data/a.csv"), tree.path("data/b.csv"));
    Issue problem = workspace.status().problem();
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo("symbolic-link");
  }

  @Test
  void equalContentIsInSyncWhoeverPushedIt(@TempDir Path other) {
    PushResult first = push();
    Tree clone = new Tree(other).write("models/sir.py", SIR).files("data/a.csv", "data/b.csv");
    clone.bundle().initialize(InitializeOptions.defaults().withRegistry(reference));
    clone.bundle().workspace().add(List.of("data"));
    assertThat(clone.bundle().workspace().status(OPTIONS).remote())
        .isEqualTo(Remote.of(RemoteState.IN_SYNC, first.digest()));
    clone.write("data/a.csv", "theirs");
    assertThat(clone.bundle().workspace().status(OPTIONS).remote().state())
        .isEqualTo(RemoteState.DIVERGED);
  }

  @Test
  void newModelIsAheadWhereNoModelsAreConfigured() {
    push();
    tree.write("models/seir.py", SIR);
    assertThat(remote()).isEqualTo(RemoteState.AHEAD);
    assertThat(workspace.status().models().added()).containsExactly("models.seir:SIR");
    assertThat(states()).containsEntry("models/seir.py", FileState.ADDED);
    tree.write("models/sir.py", "class SIR: ...\n");
    assertThat(workspace.status().models().removed()).containsExactly("models.sir:SIR");
    assertThat(states()).containsEntry("models/sir.py", FileState.REMOVED);
  }

  @Test
  void manifestOnDiskIsStaleOnceTheNextBundleIsAnother() {
    assertThat(workspace.status().manifest()).isEqualTo(ManifestState.MISSING);
    manifest(tree.bundle()).write();
    assertThat(workspace.status().manifest()).isEqualTo(ManifestState.CURRENT);
    push();
    tree.write("data/a.csv", "mine");
    assertThat(workspace.status().manifest()).isEqualTo(ManifestState.STALE);
    manifest(tree.bundle()).write();
    assertThat(workspace.status().manifest()).isEqualTo(ManifestState.CURRENT);
    tree.write("manifest.json", "{}");
    assertThat(workspace.status().manifest()).isEqualTo(ManifestState.UNREADABLE);
  }

  @Test
  void functionThatIsAModelIsToldInTheManifestAndStaysInSync() {
    tree.write("pyproject.toml", "[tool.modelops-bundle.discovery]\nrules = [\"starsim\"]\n");
    tree.write(
        "models/town.py",
        "import starsim as ss\ndef make(): return ss.Sim()\nclass A(ss.Sim): ...\n");
    Manifest manifest = manifest(tree.bundle());
    assertThat(manifest.content().models().values())
        .extracting(entry -> entry.className() + " " + entry.kind())
        .containsExactly("models.town:A CLASS", "models.town:make FUNCTION");
    manifest.write();
    push();
    for (int i = 0; i < 2; i++) { // the second status goes by what the first has kept
      assertThat(workspace.status().manifest()).isEqualTo(ManifestState.CURRENT);
      assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
    }
    assertThat(root.resolve("manifest.json"))
        .content()
        .containsOnlyOnce("\"kind\"")
        .contains("\"class\": \"models.town:make\",\n      \"kind\": \"function\"");
  }

  @Test
  void missingBlobOfALayoutIsForetoldAndSentAgain() throws IOException {
    PushResult first = push();
    for (Descriptor lost : first.sent()) {
      Files.delete(blob(lost));
      assertThat(remote()).isEqualTo(RemoteState.INCOMPLETE);
      assertThat(plan(PushOptions.of(OPTIONS)).send()).containsExactly(lost);
      assertThat(push().sent()).containsExactly(lost);
      assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
    }
  }

  @Test
  void forcedPushMendsAFlippedByteOfALayout() throws IOException {
    PushResult first = push();
    PushOptions force = PushOptions.of(OPTIONS).withForce();
    for (Descriptor damaged : first.sent()) {
      byte[] content = Files.readAllBytes(blob(damaged));
      byte[] flipped = content.clone();
      flipped[flipped.length / 2] ^= 1;
      Files.write(blob(damaged), flipped);
      assertThat(push().sent()).as("of the same size").isEmpty();
      assertThat(plan(force).send()).containsExactly(damaged);
      assertThat(workspace.push(manifest(tree.bundle()), reference, force).sent())
          .containsExactly(damaged);
      assertThat(blob(damaged)).hasBinaryContent(content);
    }
  }

  private Path blob(Descriptor blob) {
    return tree.path("build/layout/blobs/sha256").resolve(blob.digest().hex());
  }

  private PushPlan plan(PushOptions options) {
    return workspace.plan(manifest(tree.bundle()), reference, options);
  }

  /** Neither its old name nor its path from the project leads to it. */
  @Test
  void layoutThatWasMovedIsKnownByItsContent(@TempDir Path elsewhere) throws IOException {
    push();
    Files.move(tree.path("build/layout"), elsewhere.resolve("layout"));
    Reference moved = Reference.parse("oci:" + elsewhere.resolve("layout") + ":v1");
    tree.write("data/a.csv", "v2");
    assertThat(workspace.push(manifest(tree.bundle()), moved, PushOptions.of(OPTIONS)).sent())
        .isNotEmpty();
  }

  @Test
  void layoutBehindALinkIsKnown(@TempDir Path elsewhere) throws IOException {
    push();
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), tree.path("build"));
    Reference linked = Reference.parse("oci:" + link.resolve("layout") + ":v1");
    tree.write("data/a.csv", "v2");
    assertThat(workspace.push(manifest(tree.bundle()), linked, PushOptions.of(OPTIONS)).sent())
        .isNotEmpty();
    assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
  }

  @Test
  void linkInPlaceOfAFileIsAModification() throws IOException {
    push();
    Files.delete(tree.path("data/a.csv"));
    Files.createSymbolicLink(tree.path("data/a.csv"), tree.path("data/b.csv"));
    assertThat(states()).containsEntry("data/a.csv", FileState.MODIFIED);
  }

  @Test
  void removedFileIsPartOfTheSyncUntilTheNextPush() {
    push();
    workspace.remove(List.of("data/a.csv"));
    assertThat(states()).containsEntry("data/a.csv", FileState.REMOVED);
    assertThat(workspace.status().untracked()).doesNotContain("data/a.csv");
    assertThat(remote()).isEqualTo(RemoteState.AHEAD);
    push();
    assertThat(states()).doesNotContainKey("data/a.csv");
    assertThat(workspace.status().untracked()).contains("data/a.csv");
    assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
  }

  @Test
  void pushedDeletionIsForgotten() throws IOException {
    push();
    Files.delete(tree.path("data/a.csv"));
    push();
    assertThat(workspace.tracked()).containsExactly("data/b.csv");
    assertThat(states()).doesNotContainKey("data/a.csv");
    assertThat(workspace.synced().orElseThrow().content().files())
        .containsOnlyKeys("data/b.csv", "models/sir.py");
  }

  @Test
  void pushOfTheSameContentSendsNothing(@TempDir Path other) {
    PushResult first = push();
    PushResult second = push();
    assertThat(second.sent()).isEmpty();
    assertThat(second.bytesSent()).isZero();
    assertThat(second.digest()).isEqualTo(first.digest());
    Tree clone = new Tree(other).write("models/sir.py", SIR).files("data/a.csv", "data/b.csv");
    clone.bundle().initialize(InitializeOptions.defaults().withRegistry(reference));
    clone.bundle().workspace().add(List.of("data"));
    PushResult third =
        clone
            .bundle()
            .workspace()
            .push(manifest(clone.bundle()), reference, PushOptions.of(OPTIONS));
    assertThat(third.digest()).isEqualTo(first.digest());
    assertThat(third.sent()).isEmpty();
    assertThat(clone.bundle().workspace().status(OPTIONS).remote())
        .isEqualTo(Remote.of(RemoteState.IN_SYNC, first.digest()));
  }

  @Test
  void movedTagIsRefusedNamingBothDigestsUnlessForced(@TempDir Path other) {
    PushResult first = push();
    Tree clone = new Tree(other).write("models/sir.py", SIR + "# theirs\n");
    PushResult theirs =
        clone.bundle().discover().select(m -> true).manifest().push(reference, OPTIONS);
    assertThat(remote()).isEqualTo(RemoteState.BEHIND);
    tree.write("data/a.csv", "mine");
    WorkspaceStatus status = workspace.status(OPTIONS);
    assertThat(status.remote()).isEqualTo(Remote.of(RemoteState.DIVERGED, theirs.digest()));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(this::push)
        .satisfies(e -> assertThat(e.code()).isEqualTo("tag-moved"))
        .withMessageContainingAll(first.digest().toString(), theirs.digest().toString());
    assertThat(workspace.synced().orElseThrow().digest()).isEqualTo(first.digest());
    workspace.push(manifest(tree.bundle()), reference, PushOptions.of(OPTIONS).withForce());
    assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
  }

  @Test
  void tagThatWasNeverSyncedHereIsNotReplaced(@TempDir Path other) {
    Tree clone = new Tree(other).write("models/sir.py", SIR + "# theirs\n");
    PushResult theirs =
        clone.bundle().discover().select(m -> true).manifest().push(reference, OPTIONS);
    assertThat(remote()).isEqualTo(RemoteState.DIVERGED);
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(this::push)
        .satisfies(e -> assertThat(e.code()).isEqualTo("tag-moved"))
        .withMessageContaining(theirs.digest().toString());
  }

  @Test
  void layoutIsTheSameInEverySpelling() {
    push();
    tree.write("data/a.csv", "v2");
    Reference spelled = Reference.parse("oci:build/../build/./layout:v1");

    PushResult result = workspace.push(manifest(tree.bundle()), spelled, PushOptions.of(OPTIONS));

    assertThat(result.sent()).isNotEmpty();
    assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
  }

  @Test
  void layoutWithinTheProjectIsKnownAfterTheProjectWasRenamed(@TempDir Path parent)
      throws IOException {
    push();
    Path renamed = parent.resolve("renamed");
    Files.move(root, renamed);
    Tree moved = new Tree(renamed).write("data/a.csv", "v2");
    Workspace there = moved.bundle().workspace();

    assertThat(there.status(OPTIONS).remote().state()).isEqualTo(RemoteState.AHEAD);
    PushResult result =
        there.push(
            manifest(moved.bundle()), there.reference().orElseThrow(), PushOptions.of(OPTIONS));
    assertThat(result.sent()).isNotEmpty();
    assertThat(there.synced().orElseThrow().reference())
        .hasToString("oci:" + renamed.resolve("build/layout") + ":v1");
    Files.createDirectory(root); // for who deletes it
  }

  @Test
  void pushToAnotherTagDoesNotMoveTheFirst() {
    push();
    Reference next = Reference.parse("oci:build/layout:v2");
    tree.write("data/a.csv", "v2");
    PushResult result = workspace.push(manifest(tree.bundle()), next, PushOptions.of(OPTIONS));
    assertThat(result.reference()).hasToString("oci:" + root.resolve("build/layout") + ":v2");
    assertThat(workspace.synced().orElseThrow().digest()).isEqualTo(result.digest());
    assertThat(remote()).as("the first tag is as it was left").isEqualTo(RemoteState.AHEAD);
    push();
    assertThat(remote()).isEqualTo(RemoteState.IN_SYNC);
  }

  @Test
  void tagThatOthersMovedAfterAPushElsewhereHasDiverged(@TempDir Path other) {
    push();
    tree.write("data/a.csv", "v2");
    workspace.push(
        manifest(tree.bundle()), Reference.parse("oci:build/layout:v2"), PushOptions.of(OPTIONS));
    Tree clone = new Tree(other).write("models/sir.py", SIR + "# theirs\n");
    clone.bundle().discover().select(m -> true).manifest().push(reference, OPTIONS);
    assertThat(remote()).isEqualTo(RemoteState.DIVERGED);
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(this::push)
        .satisfies(e -> assertThat(e.code()).isEqualTo("tag-moved"));
  }

  @Test
  void statusWithoutTheRegistryStillShowsLocalChanges() {
    push();
    tree.bundle()
        .initialize(
            InitializeOptions.defaults().withRegistry(Reference.parse("localhost:1/models:v1")));
    tree.write("data/a.csv", "content of data/X.csv");
    WorkspaceStatus status = workspace.status(OPTIONS);
    assertThat(status.remote()).isEqualTo(Remote.of(RemoteState.UNKNOWN, null));
    assertThat(Objects.requireNonNull(status.remote().failure()).code()).isEqualTo("unreachable");
    assertThat(status.tracked()).contains(TrackedFile.of("data/a.csv", FileState.MODIFIED));
  }

  @Test
  void pyprojectDecidesWherePushGoes() {
    tree.write("pyproject.toml", "[tool.modelops-bundle]\nregistry = \"localhost:5555/x:v9\"\n");
    assertThat(workspace.reference()).hasToString("Optional[localhost:5555/x:v9]");
  }

  @Test
  void filesOfConfiguredPatternsAreNotUntracked() {
    tree.write(
        "pyproject.toml",
        """
        [tool.modelops-bundle]
        models = [ { id = "sir", class = "models.sir:SIR", files = ["models/**/*.py"] } ]
        """);
    assertThat(states()).containsEntry("models/sir.py", FileState.ADDED);
    assertThat(workspace.status().untracked()).doesNotContain("models/sir.py");
  }

  @Test
  void removingWithDeletingRefusesWhatWasModifiedSinceTheSync() {
    push();
    tree.write("data/a.csv", "precious");
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> workspace.remove(List.of("data"), RemoveOptions.defaults().withDelete()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("locally-modified"))
        .satisfies(e -> assertThat(e.paths()).containsExactly("data/a.csv"));
    assertThat(tree.all()).contains("data/a.csv", "data/b.csv");
    assertThat(workspace.tracked()).hasSize(2);
    workspace.remove(List.of("data"), RemoveOptions.defaults().withDelete().withForce());
    assertThat(tree.all()).doesNotContain("data/a.csv", "data/b.csv");
  }

  /** Reads are seen by a listener, which is told of every file that is hashed. */
  private static final class Reads implements ProgressListener {
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    @Override
    public void finished(Phase phase, String item, Outcome outcome) {
      if (phase == Phase.HASH) {
        paths.add(item);
      }
    }
  }

  private Set<String> readsOfStatus() {
    Reads reads = new Reads();
    tree.bundle().withProgress(reads).workspace().status();
    return reads.paths;
  }

  @Test
  void unchangedTreeIsNotReadAgain() throws InterruptedException {
    push();
    Thread.sleep(100); // a file that was written just now may be written again in the same tick
    assertThat(readsOfStatus())
        .containsExactlyInAnyOrder("data/a.csv", "data/b.csv", "models/sir.py");
    assertThat(readsOfStatus()).isEmpty();
    tree.write("data/a.csv", "content of data/X.csv");
    assertThat(readsOfStatus()).containsExactly("data/a.csv");
  }

  @Test
  void indexOfAnEarlierStateIsNotTakenForThePresentOne() throws Exception {
    push();
    Thread.sleep(100); // as above, for the state's own file
    assertThat(states()).containsEntry("data/b.csv", FileState.UNMODIFIED);
    tree.files("data/new.csv");
    assertThat(workspace.status().untracked()).contains("data/new.csv");
    workspace.add(List.of("data/new.csv"));
    Thread.sleep(100);
    assertThat(states()).containsEntry("data/new.csv", FileState.ADDED);
    workspace.remove(List.of("data/b.csv"));
    Thread.sleep(100);
    assertThat(states()).containsEntry("data/b.csv", FileState.REMOVED);
    assertThat(workspace.status().untracked()).doesNotContain("data/b.csv");
    push();
    Thread.sleep(100);
    assertThat(states()).containsEntry("data/new.csv", FileState.UNMODIFIED);
    assertThat(workspace.status().untracked()).contains("data/b.csv");
  }

  /** An index is no reason to overlook what became of the state since. */
  @Test
  void stateThatWasDamagedAfterTheLastStatusIsRefused() throws Exception {
    push();
    Thread.sleep(100);
    states();
    Path state;
    try (Stream<Path> files = Files.list(tree.path(".modelops-bundle"))) {
      state =
          files
              .filter(file -> file.getFileName().toString().startsWith("state-"))
              .max(Comparator.comparing(Path::toString))
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 2] ^= 1;
    Files.write(state, bytes);
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(workspace::status)
        .satisfies(e -> assertThat(e.code()).isEqualTo("state-damaged"));
  }

  @Test
  void fileOfAnotherSizeIsModifiedUnread() {
    push();
    tree.write("data/a.csv", "longer than it was, that is all there is to know");
    assertThat(readsOfStatus()).doesNotContain("data/a.csv");
    assertThat(states()).containsEntry("data/a.csv", FileState.MODIFIED);
  }

  /** An edit that leaves size and time as they were, right after the file was looked at. */
  @Test
  void editOfTheSameSizeRightAfterStatusIsSeen() {
    tree.write("data/a.csv", "0");
    push();
    for (int i = 1; i < 300; i++) {
      tree.write("data/a.csv", Integer.toString(i % 10));
      assertThat(states().get("data/a.csv"))
          .isEqualTo(i % 10 == 0 ? FileState.UNMODIFIED : FileState.MODIFIED);
    }
  }

  /** An edit in the very tick of the clock in which the file was written and hashed. */
  @Test
  void editWithinTheClockTickOfTheHashIsSeen() throws IOException {
    tree.write("data/a.csv", "0");
    push();
    ProgressListener after =
        new ProgressListener() {
          @Override
          public void finished(Phase phase, String item, Outcome outcome) {
            if (item.equals("data/a.csv")) {
              tree.write(item, "1");
            }
          }
        };
    for (int i = 0; i < 100; i++) {
      Files.deleteIfExists(tree.path(".modelops-bundle/cache")); // the file is hashed every time
      SourceTree before = new Hooked(new DiskSourceTree(), () -> tree.write("data/a.csv", "0"));
      Bundle.open(root, Providers.load().with(before)).withProgress(after).workspace().status();
      assertThat(states()).as("round " + i).containsEntry("data/a.csv", FileState.MODIFIED);
    }
  }

  /** Does something else once the files are listed. */
  private static final class Hooked extends ForwardingSourceTree {
    private final Runnable hook;

    Hooked(SourceTree base, Runnable hook) {
      super(base);
      this.hook = hook;
    }

    @Override
    public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
      Listing listing = super.list(root, options, operation);
      hook.run();
      return listing;
    }
  }

  /** The time of last modification can be put back, that of the last change cannot. */
  @Test
  void editWithTheOldTimePutBackIsSeen() throws Exception {
    Path file = tree.write("data/a.csv", "0").path("data/a.csv");
    push();
    FileTime time = FileTime.from(Instant.parse("2020-02-02T02:02:02.5Z"));
    Files.setLastModifiedTime(file, time);
    Thread.sleep(100);
    states();
    assertThat(readsOfStatus()).doesNotContain("data/a.csv");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.write('1');
    }
    Files.setLastModifiedTime(file, time);
    assertThat(states()).containsEntry("data/a.csv", FileState.MODIFIED);
  }

  /** In place, with the old time put back; strange times. */
  @Test
  void editsWithAnyFileTimeAreSeen() throws IOException {
    Path file = tree.write("data/a.csv", "0").path("data/a.csv");
    push();
    List<FileTime> times =
        List.of(
            FileTime.fromMillis(0),
            FileTime.from(Instant.parse("1969-07-20T20:17:00Z")),
            FileTime.from(Instant.parse("2100-01-01T00:00:00Z")),
            FileTime.fromMillis(1_700_000_000_000L));
    Random random = new Random(21);
    int content = 0;
    for (int step = 0; step < 400; step++) {
      if (random.nextBoolean()) {
        content = random.nextInt(3);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
          open.write('0' + content);
        }
      }
      if (random.nextInt(3) > 0) {
        Files.setLastModifiedTime(file, times.get(random.nextInt(times.size())));
      }
      assertThat(states().get("data/a.csv"))
          .as("step " + step)
          .isEqualTo(content == 0 ? FileState.UNMODIFIED : FileState.MODIFIED);
    }
  }

  @Test
  void touchedFileIsUnmodified() throws IOException {
    push();
    states();
    Files.setLastModifiedTime(tree.path("data/a.csv"), FileTime.fromMillis(42));
    assertThat(states()).containsEntry("data/a.csv", FileState.UNMODIFIED);
  }

  @Test
  void statusWorksWithoutTheCacheAndWithADamagedOne() throws IOException {
    push();
    Path cache = tree.path(".modelops-bundle/cache");
    while (Files.notExists(cache)) { // until the files are old enough to be known by their times
      states();
    }
    Files.delete(cache);
    assertThat(states()).containsEntry("data/a.csv", FileState.UNMODIFIED);
    assertThat(cache).exists();
    Files.writeString(cache, "damaged");
    assertThat(states()).containsEntry("data/a.csv", FileState.UNMODIFIED);
  }
}
