package io.modelops.bundle.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceState.Synced;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.ManifestState;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two checkouts push to one layout, whatever is done to them, and now and then to the layout. What
 * status, diff and dry run foretell is what push then does.
 */
@Timeout(600)
class ForetoldTest {
  private static final int SEQUENCES = 120;
  private static final int STEPS = 6;

  /** Of the sequences, every third is played unless sweeps are whole. */
  private static final int EVERY = Sweeps.areWhole() ? 1 : 3;

  private static final List<Edit> EDITS = List.of(Edit.values());
  private static final RegistryOptions OPTIONS = RegistryOptions.defaults();

  @TempDir Path directory;

  private final Set<RemoteState> seen = ConcurrentHashMap.newKeySet();
  private final Set<ManifestState> manifests = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger impossible = new AtomicInteger();

  @Test
  void pushDoesWhatWasForetold() {
    IntStream.range(0, SEQUENCES).filter(seed -> seed % EVERY == 0).parallel().forEach(this::play);
    assertThat(seen).containsAll(EnumSet.complementOf(EnumSet.of(RemoteState.UNKNOWN)));
    assertThat(manifests).containsExactlyInAnyOrder(ManifestState.values());
    assertThat(refused.get()).as("refused pushes").isPositive();
    assertThat(impossible.get()).as("bundles that cannot be made").isPositive();
  }

  private void play(int seed) {
    List<String> story = new ArrayList<>();
    try {
      play(new Random(seed), directory.resolve("s" + seed), story);
    } catch (AssertionError | IOException | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + story, e);
    }
  }

  private void play(Random random, Path place, List<String> story) throws IOException {
    Path layout = place.resolve("layout");
    List<Tree> checkouts = List.of(new Tree(place.resolve("ann")), new Tree(place.resolve("bob")));
    for (Tree tree : checkouts) {
      tree.files("data/a.csv", "data/b.csv");
      Edit.MODEL.make(tree, new Random(1));
      Reference reference = new Reference.Layout(layout, "v1");
      tree.bundle().initialize(InitializeOptions.defaults().withRegistry(reference));
      tree.bundle().workspace().add(List.of("data"));
    }
    for (int step = 0; step < STEPS; step++) {
      Tree tree = checkouts.get(random.nextInt(2));
      Edit edit = EDITS.get(random.nextInt(EDITS.size()));
      edit.tryOn(tree, random);
      boolean lost = random.nextInt(12) == 0 && loseBlob(layout, random);
      story.add(tree.root().getFileName() + " " + edit + (lost ? ", a blob is lost" : ""));
      compare(tree, random);
    }
  }

  private static boolean loseBlob(Path layout, Random random) throws IOException {
    Path blobs = layout.resolve("blobs/sha256");
    if (!Files.isDirectory(blobs)) {
      return false;
    }
    try (Stream<Path> all = Files.list(blobs)) {
      List<Path> sorted = all.sorted().toList();
      Files.delete(sorted.get(random.nextInt(sorted.size())));
    }
    return true;
  }

  /** Asks all, and then pushes, or not. */
  private void compare(Tree tree, Random random) {
    Workspace workspace = tree.bundle().workspace();
    WorkspaceStatus status = workspace.status(OPTIONS);
    if (random.nextInt(3) == 0) {
      assertThat(workspace.status(OPTIONS)).as("asked again").isEqualTo(status);
    }
    manifests.add(status.manifest());
    Manifest manifest;
    try {
      manifest = tree.bundle().discover().select().manifest();
    } catch (BundleException e) {
      impossible.incrementAndGet();
      assertThat(status.problem()).as("problem, not " + e).isNotNull();
      assertThat(Objects.requireNonNull(status.problem()).code()).isEqualTo(e.code());
      return;
    }
    assertThat(status.problem()).as("problem").isNull();
    assertThat(status.manifest()).isEqualTo(onDisk(manifest));
    isDifference(status, workspace.synced().map(Synced::content).orElse(null), manifest.content());
    boolean force = random.nextInt(5) == 0;
    PushOptions plain = PushOptions.of(OPTIONS);
    PushOptions options = force ? plain.withForce() : plain;
    Reference reference = workspace.reference().orElseThrow();
    PushPlan plan = workspace.plan(manifest, reference, options);
    seen.add(plan.state());
    assertThat(plan.state()).isEqualTo(status.remote().state());
    assertThat(plan.remote()).isEqualTo(status.remote().digest());
    assertThat(plan.isRefused()).isEqualTo(plan.state().isPushRefused() && !force);
    if (random.nextInt(3) > 0) {
      push(workspace, manifest, reference, options, plan);
    }
  }

  private static ManifestState onDisk(Manifest manifest) {
    try {
      ManifestDifference difference = manifest.check();
      return difference.recorded() == null
          ? ManifestState.MISSING
          : difference.upToDate() ? ManifestState.CURRENT : ManifestState.STALE;
    } catch (BundleException e) {
      return ManifestState.UNREADABLE;
    }
  }

  /** Files and models that status calls changed are those that differ from the last sync. */
  private static void isDifference(
      WorkspaceStatus status, @Nullable ManifestContent last, ManifestContent next) {
    ManifestDifference difference = ManifestDifference.between(last, next);
    assertThat(status.models()).isEqualTo(difference.models());
    Map<String, FileEntry> before = last == null ? Map.of() : last.files();
    Map<String, String> expected = new TreeMap<>();
    difference.files().added().forEach(path -> expected.put(path, "added"));
    difference.files().changed().forEach(path -> expected.put(path, "changed"));
    difference.files().removed().forEach(path -> expected.put(path, "removed"));
    assertThat(
            status.changes().stream()
                .filter(f -> f.state() != FileState.DELETED || before.containsKey(f.path()))
                .collect(toMap(TrackedFile::path, f -> word(f.state()))))
        .isEqualTo(expected);
  }

  private static String word(FileState state) {
    return switch (state) {
      case ADDED -> "added";
      case MODIFIED -> "changed";
      case DELETED, REMOVED -> "removed";
      case UNMODIFIED -> "unmodified";
    };
  }

  private void push(
      Workspace workspace,
      Manifest manifest,
      Reference reference,
      PushOptions options,
      PushPlan plan) {
    if (plan.isRefused()) {
      refused.incrementAndGet();
      assertThat(catchThrowable(() -> workspace.push(manifest, reference, options)))
          .isInstanceOfSatisfying(
              WorkspaceException.class, e -> assertThat(e.code()).isEqualTo("tag-moved"));
      assertThat(workspace.status(OPTIONS).remote().digest()).isEqualTo(plan.remote());
      return;
    }
    PushResult result = workspace.push(manifest, reference, options);
    assertThat(result.sent()).isEqualTo(plan.send());
    assertThat(result.present()).isEqualTo(plan.present());
    assertThat(result.digest()).isEqualTo(plan.digest());
    boolean same = plan.state() == RemoteState.IN_SYNC || plan.state() == RemoteState.INCOMPLETE;
    if (same || !options.force()) { // who cannot read what is there may put the same in its place
      assertThat(result.digest().equals(plan.remote())).as("the tag stays").isEqualTo(same);
    }
    WorkspaceStatus after = workspace.status(OPTIONS);
    assertThat(after.remote().state()).isEqualTo(RemoteState.IN_SYNC);
    assertThat(after.changes()).isEmpty();
  }
}
