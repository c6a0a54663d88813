package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pull is killed, or refused by the system, at every call that changes the disk. After each: a
 * file is as before or as in the bundle, what is only here is there, perhaps as the copy that is
 * kept; the next pull does the rest, also one of another bundle.
 */
@Timeout(900)
class PullCrashTest {
  private static final String LARGE = "large ".repeat(200_000);

  /**
   * A pull makes many such calls: every fourth is refused or, where sweeps are not whole, one of
   * 20.
   */
  private static final int STEP = 4;

  @TempDir Path directory;

  private Reference first;
  private Reference second;
  private Map<String, String> before;
  private Map<String, String> after;
  private int runs;

  @BeforeEach
  void push() {
    Programs.require("strace");
    Tree project = new Tree(directory.resolve("project"));
    Reference layout = Reference.parse("oci:" + directory.resolve("layout") + ":v1");
    first = layout.withTag("v1");
    second = layout.withTag("v2");
    project.files("same", "replaced", "deleted", "edited", "d/deleted");
    before = contents(project);
    push(project, first);
    for (String path : List.of("deleted", "d/deleted", "d")) {
      delete(project.path(path));
    }
    project.write("replaced", "new").write("e/f/created", "new").write("large", LARGE);
    project.write("e/f/empty", "").write("edited", "new");
    after = contents(project);
    push(project, second);
  }

  private static void push(Tree project, Reference reference) {
    Manifest manifest = project.bundle().select(List.of()).with(project.all()).manifest();
    manifest.push(reference.toString());
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "of what is edited: {0}")
  @ValueSource(booleans = {true, false})
  void thePullIsCompletedAfterItWasKilled(boolean edited) throws Exception {
    Tree tree = pulled(++runs, edited);
    new Strace(directory)
        .killedAtAnyMoment(
            tree.root(),
            tree,
            () -> {
              assertNothingIsLost(tree, edited);
              Reference next = ++runs % 2 == 0 || edited ? second : first;
              WorkspaceMain.run(tree.root(), pull(edited), next.toString());
              assertIs(next, tree);
            },
            pull(edited),
            second.toString());
  }

  private static String pull(boolean edited) {
    return edited ? "overwrite" : "pull";
  }

  private void assertIs(Reference reference, Tree tree) {
    Map<String, String> bundle = reference.equals(second) ? after : before;
    assertThat(withoutManifest(contents(tree))).isEqualTo(with(bundle));
    assertThat(tree.path(".modelops-bundle/pull")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'write,pwrite64', error=ENOSPC",
    "fsync, error=EIO",
    "'?unlink,unlinkat', error=EACCES",
    "'?rename,?renameat,renameat2', error=EACCES",
  })
  void thePullIsCompletedAfterAnyFailure(String calls, String fault) throws Exception {
    Strace strace = new Strace(directory);
    int faults = 0;
    boolean fired = true;
    while (fired) {
      boolean edited = faults % 2 == 0;
      String pull = pull(edited);
      Reference next = edited ? second : first;
      Tree tree = pulled(++runs, edited);
      fired =
          strace.refuse(tree, calls, fault, Strace.next(faults * STEP), pull, second.toString());
      assertNothingIsLost(tree, edited);
      strace.complete(tree, pull, next.toString());
      assertIs(next, tree);
      faults += fired ? 1 : 0;
    }
    assertThat(faults).as("faults that were met").isPositive();
  }

  /** The first bundle, of which one file may be edited, beside one that is in no bundle. */
  private Tree pulled(int number, boolean edited) {
    Tree tree = new Tree(directory.resolve("p" + number));
    tree.write("mine", "mine");
    tree.workspace().pull(first, PullOptions.of(RegistryOptions.defaults()));
    return edited ? tree.write("edited", "edited here") : tree;
  }

  private void assertNothingIsLost(Tree tree, boolean edited) {
    Map<String, String> now = contents(tree);
    assertThat(now).containsEntry("mine", "mine");
    Set<String> paths = new HashSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (String path : paths) {
      if (!edited || !path.equals("edited")) {
        assertThat(now.get(path)).as(path).isIn(before.get(path), after.get(path));
      }
    }
    if (edited && !"edited here".equals(now.get("edited"))) {
      assertThat(now).containsEntry("edited", "new");
      assertThat(tree.path(".modelops-bundle/backup/1/edited")).hasContent("edited here");
    }
  }

  private static Map<String, String> with(Map<String, String> bundle) {
    Map<String, String> all = new TreeMap<>(bundle);
    all.put("mine", "mine");
    return all;
  }

  private static Map<String, String> withoutManifest(Map<String, String> contents) {
    contents.remove("manifest.json");
    contents.remove(".gitignore");
    return contents;
  }

  private static Map<String, String> contents(Tree tree) {
    Map<String, String> contents = new TreeMap<>();
    for (String path : tree.all()) {
      if (!path.startsWith(".modelops-bundle/")) {
        try {
          contents.put(path, Files.readString(tree.path(path)));
        } catch (IOException e) {
          throw new AssertionError(path, e);
        }
      }
    }
    return contents;
  }
}
