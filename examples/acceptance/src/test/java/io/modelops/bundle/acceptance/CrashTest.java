package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Each command is killed, or refused by the system, at every call that changes the disk. After
 * each: what was there before is there; the state is the old or the new one; the same command, once
 * more, does the rest; nothing is left lying about.
 */
@Timeout(600)
class CrashTest {
  private static final String GITIGNORE = "*.o\r\nbuild/";

  @TempDir Path directory;

  private int runs;

  @BeforeEach
  void require() {
    Programs.require("strace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "add", "delete"})
  void commandIsCompletedAfterItWasKilled(String command) throws Exception {
    Tree tree = project(command, ++runs);
    Map<String, String> before = contents(tree);
    new Strace(directory)
        .killedAtAnyMoment(
            tree.root(),
            tree,
            () -> {
              assertState(tree, command);
              assertThat(kept(contents(tree), before)).isEqualTo(before);
              WorkspaceMain.run(tree.root(), words(command));
              assertComplete(tree, command);
              assertThat(kept(contents(tree), before)).isEqualTo(before);
            },
            words(command));
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    "init, 'write,pwrite64', error=ENOSPC",
    "init, fsync, error=EIO",
    "init, '?link,linkat', error=ENOSPC",
    "add, 'write,pwrite64', error=ENOSPC",
    "add, 'write,pwrite64', error=EDQUOT",
    "add, fsync, error=EIO",
    "add, '?link,linkat', error=EIO",
    "delete, '?unlink,unlinkat', error=EACCES",
  })
  void commandIsCompletedAfterAnyFailure(String command, String calls, String fault)
      throws Exception {
    Strace strace = new Strace(directory);
    int faults = 0;
    boolean fired = true;
    while (fired) {
      Tree tree = project(command, ++runs);
      Map<String, String> before = contents(tree);
      fired = strace.refuse(tree, calls, fault, Strace.next(faults), words(command));
      assertState(tree, command);
      assertThat(kept(contents(tree), before)).isEqualTo(before);
      strace.complete(tree, words(command));
      assertComplete(tree, command);
      assertThat(kept(contents(tree), before)).isEqualTo(before);
      faults += fired ? 1 : 0;
    }
    assertThat(faults).as("faults that were met").isPositive();
  }

  /** Initialized, if the command is not init; one tracked file; one more. */
  private Tree project(String command, int number) {
    Tree tree =
        new Tree(directory.resolve("p" + number))
            .files("a.csv", "b.csv", "README.md")
            .write(".gitignore", GITIGNORE);
    if (!command.equals("init")) {
      tree.workspace().add(List.of("a.csv"));
    }
    return tree;
  }

  private static String[] words(String command) {
    return switch (command) {
      case "add" -> new String[] {"add", "b.csv"};
      case "delete" -> new String[] {"delete", "a.csv"};
      default -> new String[] {command};
    };
  }

  private static void assertState(Tree tree, String command) {
    Bundle bundle = tree.bundle();
    if (command.equals("init") && Files.notExists(tree.path(".modelops-bundle/state-1"))) {
      return;
    }
    Workspace workspace = bundle.workspace();
    assertThat(workspace.tracked())
        .isIn(
            switch (command) {
              case "init" -> Set.of(List.of("pyproject.toml"));
              case "add" -> Set.of(List.of("a.csv"), List.of("a.csv", "b.csv"));
              default -> Set.of(List.of("a.csv"), List.of());
            });
  }

  private static void assertComplete(Tree tree, String command) {
    assertThat(tree.bundle().workspace().tracked())
        .isEqualTo(
            switch (command) {
              case "init" -> List.of("pyproject.toml");
              case "add" -> List.of("a.csv", "b.csv");
              default -> List.of();
            });
    tree.bundle().workspace().add(List.of("README.md")); // cleans up after the killed one
    assertThat(tree.all())
        .noneMatch(path -> path.contains("tmp"))
        .filteredOn(path -> path.startsWith(".modelops-bundle/"))
        .allMatch(path -> path.matches("\\.modelops-bundle/(lock|cache|state-[0-9]+)"));
    if (command.equals("init")) {
      assertThat(tree.bundle().workspace().reference())
          .hasToString("Optional[localhost:5555/new:v1]");
      assertThat(tree.all())
          .contains("pyproject.toml", "models/__init__.py", "models/example.py", ".modelopsignore");
      assertThat(tree.path(".gitignore"))
          .hasContent(
              GITIGNORE
                  + "\r\n# state of modelops-bundle, of this checkout only\r\n.modelops-bundle/\r\n");
    }
  }

  /** Of the files that were there, what they hold; without those that the command may change. */
  private static Map<String, String> kept(Map<String, String> now, Map<String, String> before) {
    Map<String, String> kept = new TreeMap<>(now);
    kept.keySet().retainAll(before.keySet());
    return kept;
  }

  private static Map<String, String> contents(Tree tree) {
    Map<String, String> contents = new TreeMap<>();
    for (String path : tree.all()) {
      if (!path.startsWith(".modelops-bundle/")
          && !path.equals(".gitignore")
          && !path.equals("a.csv")) {
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
