package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.discovery.DiskSourceTree;
import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WalkOptions;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What status keeps from one call to the next spares work, and changes no answer. */
@Timeout(120)
class StatusIndexTest {
  /** What changed within one tick of the clock is looked at again. */
  private static final int SETTLED_MILLIS = 100;

  private static final List<Change> CHANGES = List.of(Change.values());

  @TempDir Path root;

  private final AtomicInteger listings = new AtomicInteger();
  private Tree tree;
  private Pushed pushed;

  /** Tells how often the tree was listed. */
  private static final class Counting extends ForwardingSourceTree {
    private final AtomicInteger listings;

    Counting(SourceTree base, AtomicInteger listings) {
      super(base);
      this.listings = listings;
    }

    @Override
    public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
      listings.incrementAndGet();
      return super.list(root, options, operation);
    }
  }

  @BeforeEach
  void push() throws IOException, InterruptedException {
    tree =
        new Tree(root)
            .write(".modelopsignore", "build/\n*.log\n")
            .write(
                "models/sir.py",
                "class SIR:\n  def simulate(self): ...\n  def parameters(self): ...\n")
            .write("pyproject.toml", settings("v1"))
            .files("data/a.csv", "data/b.csv", "more/data/a.csv", "more/data/c.csv", "notes.md");
    Workspace workspace = tree.workspace();
    workspace.add(List.of("data", "more"));
    Manifest manifest =
        tree.bundle().discover().select(model -> true).with(workspace.tracked()).manifest();
    workspace.push(
        manifest, workspace.reference().orElseThrow(), PushOptions.of(RegistryOptions.defaults()));
    pushed =
        Pushed.from(
            tree,
            List.of(
                "data/a.csv",
                "data/b.csv",
                "models/sir.py",
                "more/data/a.csv",
                "more/data/c.csv",
                "pyproject.toml"));
    settle();
  }

  private static String settings(String tag) {
    return "[tool.modelops-bundle]\nregistry = \"oci:build/layout:" + tag + "\"\n";
  }

  private WorkspaceStatus status() {
    SourceTree counting = new Counting(new DiskSourceTree(), listings);
    return Bundle.open(root, Providers.load().with(counting)).workspace().status();
  }

  private int listingsOfStatus() {
    int before = listings.get();
    status();
    return listings.get() - before;
  }

  private static void settle() throws InterruptedException {
    Thread.sleep(SETTLED_MILLIS);
  }

  @Test
  void packageThatBearsTheNameOfAPrunedDirectoryIsFoundAsDiscoveryFindsIt() throws Exception {
    String model = "class M:\n  def simulate(self): ...\n  def parameters(self): ...\n";
    tree.write(".modelopsignore", "*.log\n")
        .write(".gitignore", "build/\n")
        .write("models/__init__.py", "")
        .write("models/build/m.py", model);
    settle();
    assertThat(status().models().added()).isEmpty();
    tree.write("models/build/__init__.py", "");
    settle();
    assertThat(tree.bundle().discover().models()).anyMatch(m -> m.id().equals("models.build.m:M"));
    assertThat(status().models().added()).containsExactly("models.build.m:M");
    assertThat(status().models().added()).containsExactly("models.build.m:M");
  }

  @Test
  void unchangedTreeIsNotListedAgain() throws IOException {
    assertThat(listingsOfStatus()).isEqualTo(1);
    assertThat(listingsOfStatus()).isZero();
    List<TrackedFile> files = status().tracked();
    assertThat(files).hasSize(6).isEqualTo(pushed.status().tracked());
    assertThat(files.get(3)).isEqualTo(TrackedFile.of("more/data/a.csv", FileState.UNMODIFIED));
    tree.write("data/a.csv", "edited in place");
    assertThat(listingsOfStatus()).isZero();
    assertThat(status().changes())
        .containsExactly(TrackedFile.of("data/a.csv", FileState.MODIFIED));
    assertThat(status().tracked().get(0)).isEqualTo(status().changes().get(0));
  }

  @Test
  void newFileIsSeen() {
    status();
    tree.files("data/new.csv");
    assertThat(status().untracked()).contains("data/new.csv", "notes.md");
  }

  @Test
  void changeOfAnEnvironmentIsSeen() throws Exception {
    tree.write(
            "pyproject.toml",
            settings("v1") + "[tool.modelops-bundle.discovery]\nenvironment = 'build/env'\n")
        .write("models/city.py", "import citysim\nclass City(citysim.Model): simulate = print\n")
        .write("build/env/pyvenv.cfg", "version = 3.12\n")
        .write("build/env/Lib/site-packages/citysim.py", "class Model: ...\n");
    settle();
    assertThat(status().models().added()).isEmpty();
    settle();
    assertThat(status().models().added()).isEmpty();
    tree.write("build/env/Lib/site-packages/citysim.py", "class Model: parameters = print\n");
    assertThat(status().models().added()).containsExactly("models.city:City");
  }

  @Test
  void buffersOfAnEditorAreSeenAfterAStatusOfTheDisk() {
    status();
    assertThat(listingsOfStatus()).isZero();
    assertThat(edited("v2").untracked()).contains("new.py");
    assertThat(edited("v2").reference()).hasToString("oci:" + tree.path("build/layout") + ":v2");
    assertThat(edited("v3").reference()).hasToString("oci:" + tree.path("build/layout") + ":v3");
    assertThat(status().untracked()).doesNotContain("new.py");
    assertThat(status().reference()).hasToString("oci:" + tree.path("build/layout") + ":v1");
  }

  /** With a new source and the tag changed in an editor, and neither saved. */
  private WorkspaceStatus edited(String tag) {
    byte[] settings = settings(tag).getBytes(StandardCharsets.UTF_8);
    SourceTree editor =
        SourceTree.overlay(
            new DiskSourceTree(), Map.of("new.py", new byte[0], "pyproject.toml", settings));
    return Bundle.open(root, Providers.load().with(editor)).workspace().status();
  }

  /** A link in a directory's place leads to the files that status knows. */
  @Test
  void filesBehindALinkAreNotThoseOfTheProject(@TempDir Path elsewhere) throws IOException {
    status();
    Files.move(tree.path("data"), elsewhere.resolve("data"));
    Files.createSymbolicLink(tree.path("data"), elsewhere.resolve("data"));
    assertThat(status().changes())
        .containsExactly(
            TrackedFile.of("data/a.csv", FileState.MODIFIED),
            TrackedFile.of("data/b.csv", FileState.MODIFIED));
  }

  /** What another version of the reader told is told anew, and kept. */
  @Test
  void otherReaderOfTheTreeListsOnceItself() {
    status();
    Bundle.open(root).workspace().status();
    assertThat(listingsOfStatus()).isEqualTo(1);
    assertThat(listingsOfStatus()).isZero();
  }

  /** One change of whatever kind at a time, some long after the last, some within its tick. */
  @Test
  void noChangeIsOverlooked() throws Exception {
    Random random = new Random(7);
    int listed = 0;
    for (int step = 0; step < 150; step++) {
      Change change = CHANGES.get(random.nextInt(CHANGES.size()));
      change.make(tree, random);
      int before = listings.get();
      WorkspaceStatus status = status();
      listed += listings.get() - before;
      assertThat(status).as("step " + step + ", " + change).isEqualTo(pushed.status());
      if (random.nextInt(3) == 0) {
        settle();
        status();
      }
    }
    // a change of pyproject.toml counts, too: it says whether git's rules hold
    assertThat(listed).as("listings").isBetween(50, 130);
  }
}
