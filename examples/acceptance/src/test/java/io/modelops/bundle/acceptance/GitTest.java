package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.TrackingChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands by git and by a workspace, on generated trees that are equal: nothing is
 * tracked or deleted that git would not track or delete, but for what is named though git ignores
 * it. A commit stands for a push.
 */
class GitTest {
  private static final int TREES = Sweeps.areWhole() ? 1_000 : 25;
  private static final int STEPS = 8;
  private static final List<String> DIRECTORIES =
      List.of("", "data/", "raw/", "src/", "data/deep/", "src/raw/", "raw/src/data/");
  private static final List<String> NAMES = List.of("a.csv", "b.tmp", "c.log", "d", ".hidden");
  private static final List<String> RULES =
      List.of(
          "*.tmp",
          "raw/",
          "/data",
          "!b.tmp",
          "data/*",
          "!data/a.csv",
          "**/src/",
          "*.log",
          "a.*",
          "src/**/a.csv",
          "*",
          "!*/",
          "/d",
          "!d",
          "deep",
          "raw/*",
          "!raw/src/",
          ".hidden");
  private static final List<String> PATTERNS = List.of("*.csv", "**/*.tmp", "data/*", "**/d");

  @TempDir Path temporary;

  private Random random = new Random(0);
  private Path git = Path.of("");
  private Path ours = Path.of("");
  private Workspace workspace;
  private int deleted;
  private int refused;
  private int taken;

  @Test
  void nothingIsTrackedOrDeletedThatGitWouldNot() throws IOException {
    Programs.require("git");
    for (int seed = 0; seed < TREES; seed++) {
      random = new Random(seed);
      make(temporary.resolve("tree-" + seed));
      boolean alike = true;
      for (int step = 0; alike && step < STEPS; step++) {
        alike = step("tree " + seed + ", step " + step);
      }
    }
    assertThat(List.of(deleted, refused, taken)).allMatch(count -> count > TREES / 10);
  }

  /** Two equal projects, each at the root of a git repository or below it. */
  private void make(Path tree) throws IOException {
    String below = random.nextInt(3) == 0 ? "lab/study" : "";
    git = tree.resolve("git").resolve(below);
    ours = tree.resolve("ours").resolve(below);
    Files.createDirectories(git);
    Files.createDirectories(ours);
    for (String side : List.of("git", "ours")) {
      git(tree.resolve(side), "init", "-q");
    }
    if (!below.isEmpty()) {
      write("../.gitignore", rules());
      if (git(git, "check-ignore", "-q", ".").status() == 0) {
        write("../.gitignore", ""); // a project that git ignores as a whole is named by using it
      }
    }
    for (String directory : DIRECTORIES) {
      for (String name : NAMES) {
        if (random.nextInt(3) > 0 && canHold(directory)) {
          write(directory + name, "content of " + directory + name);
        }
      }
      if (random.nextInt(4) == 0 && canHold(directory)) {
        write(directory + ".gitignore", rules());
      }
    }
    Bundle.open(ours).initialize();
    workspace = Bundle.open(ours).workspace();
    write(".gitignore", Files.readString(ours.resolve(".gitignore")));
  }

  private boolean canHold(String directory) {
    return !Files.isRegularFile(git.resolve(directory).normalize());
  }

  private String rules() {
    StringBuilder rules = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      rules.append(RULES.get(random.nextInt(RULES.size()))).append('\n');
    }
    return rules.toString();
  }

  private void write(String path, String content) throws IOException {
    for (Path side : List.of(git, ours)) {
      Path file = side.resolve(path);
      Files.createDirectories(file.resolveSibling(".").normalize());
      Files.writeString(file, content);
    }
  }

  /** One command or change. Returns false where nothing is left to compare. */
  private boolean step(String name) throws IOException {
    List<String> files = files(ours);
    if (files.isEmpty()) {
      return false;
    }
    String file = files.get(random.nextInt(files.size()));
    String directory = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : ".";
    switch (random.nextInt(9)) {
      case 0, 1 -> add(name, ".", ".");
      case 2 -> add(name, directory, directory);
      case 3 -> add(name, file, file);
      case 4 -> {
        String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
        add(name, pattern, ":(glob)" + pattern);
      }
      case 5 -> change(file);
      case 6 -> push();
      default -> {
        return remove(name, random.nextBoolean() ? file : directory);
      }
    }
    return true;
  }

  private void add(String name, String argument, String pathspec) throws IOException {
    boolean agreed = git(git, "add", "--", pathspec).status() == 0;
    Set<String> before = new TreeSet<>(workspace.tracked());
    TrackingChange change = workspace.add(List.of(argument));
    taken += change.changed().size();
    if (!agreed && !change.changed().isEmpty()) {
      // named, and ignored by git alone: the one difference
      assertThat(change.changed())
          .as(name)
          .allMatch(path -> path.equals(argument) || path.startsWith(argument + "/"));
      assertThat(git(git, "check-ignore", "-q", "--", argument).status()).as(name).isZero();
      workspace.remove(change.changed());
      assertThat(workspace.tracked()).containsExactlyElementsOf(before);
    }
    compare(name + ", add " + argument);
  }

  private void change(String file) throws IOException {
    if (random.nextBoolean() || file.endsWith(".gitignore")) {
      write(file, "changed " + random.nextInt());
      if (workspace.tracked().contains(file)) {
        git(git, "add", "-f", "--", file);
      }
    } else {
      Files.delete(git.resolve(file));
      Files.delete(ours.resolve(file));
      write(file + (random.nextBoolean() ? "/x.csv" : ".moved"), "moved");
    }
  }

  private void push() {
    try {
      workspace.push(
          Bundle.open(ours).discover().select().manifest(),
          Reference.parse("oci:" + temporary.resolve("layout")),
          PushOptions.of(RegistryOptions.defaults()).withForce());
      git(git, "-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "-qm", "push");
    } catch (BundleException e) {
      // nothing to push, or a tracked file is a directory now: no commit either
    }
  }

  private boolean remove(String name, String argument) throws IOException {
    List<String> before = files(git);
    boolean agreed = git(git, "rm", "-rq", "--", argument).status() == 0;
    boolean agreedToo = true;
    try {
      workspace.remove(List.of(argument), RemoveOptions.defaults().withDelete());
    } catch (BundleException e) {
      agreedToo = false;
      refused++;
    }
    deleted += before.size() - files(git).size();
    assertThat(files(ours)).as(name + ", remove " + argument).containsAll(files(git));
    if (agreed == agreedToo) {
      compare(name + ", remove " + argument);
    }
    return agreed == agreedToo;
  }

  /** Of the files that are there, both track the same. */
  private void compare(String name) throws IOException {
    Set<String> there = new TreeSet<>(files(ours));
    List<String> gits =
        Stream.of(git(git, "ls-files", "-z").output().split("\0"))
            .filter(there::contains)
            .sorted()
            .toList();
    assertThat(workspace.tracked().stream().filter(there::contains).sorted())
        .as(name)
        .containsExactlyElementsOf(gits);
  }

  private static List<String> files(Path project) throws IOException {
    try (Stream<Path> walk = Files.walk(project)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> project.relativize(file).toString())
          .filter(file -> !file.startsWith(".git/") && !file.startsWith(".modelops-bundle/"))
          .sorted()
          .toList();
    }
  }

  private static Programs.Result git(Path directory, String... words) {
    Map<String, String> alone =
        Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1");
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(words));
    return Programs.start(alone, command);
  }
}
