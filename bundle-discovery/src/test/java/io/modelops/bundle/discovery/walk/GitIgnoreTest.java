package io.modelops.bundle.discovery.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether ignore files mean what they mean to git. */
class GitIgnoreTest {
  private static final int TREES = 4_000;
  private static final int PATHS = 25;
  private static final String[] NAMES = {
    "a", "b", "ab", "foo", "foo.txt", "a b", "é", "x ", "[a]", "*", "\\", "!a", "#a", "A", "a.b",
    "-", "]", "b-", "\t", ".a", "aa", "ba", "foo.py", "^", "字", "a\\b", "\u001b"
  };
  private static final String[] PARTS = {
    "a",
    "b",
    "ab",
    "foo",
    ".txt",
    "*",
    "*",
    "*",
    "**",
    "**/",
    "/**",
    "/**/",
    "?",
    "/",
    "/",
    "[ab]",
    "[!a]",
    "[^b]",
    "[a-z]",
    "[[:alpha:]]",
    "[[:punct:]x]",
    "[[:foo:]]",
    "[]a]",
    "[!]]",
    "[",
    "[a",
    "[[:a]",
    "[a-",
    "[b-a]",
    "[a-a]",
    "[\\]]",
    "[\\a-b]",
    "[--a]",
    "\\",
    "\\a",
    "\\*",
    "\\/",
    "\\ ",
    " ",
    "é",
    "\u00c3",
    "#",
    "!",
    "\t",
    "-",
    "]",
    "x ",
    "foo.*",
    "a b",
    ".",
    "***",
    "[a/b]",
    "^",
    "字",
    "[é]",
    "??",
    "[[.a.]]",
    "[a[:digit:]-z]"
  };

  @TempDir Path repository;

  /** The ignore files of a tree by the directory's path with a slash, and paths to ask about. */
  private record Tree(String name, Map<String, byte[]> ignoreFiles, List<String> paths) {}

  @BeforeEach
  void requireGit() throws Exception {
    Programs.require("git");
    git("init", "-q");
  }

  @Test
  void agreesWithGitOnGeneratedPatternsAndPaths() throws Exception {
    Random random = new Random(1);
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i < TREES; i++) {
      trees.add(tree("t" + i, random));
    }
    List<String> asked = new ArrayList<>();
    Set<String> ours = new TreeSet<>();
    for (Tree tree : trees) {
      write(tree);
      for (String path : tree.paths()) {
        asked.add(tree.name() + "/" + path);
        if (isIgnored(tree, path)) {
          ours.add(tree.name() + "/" + path);
        }
      }
    }
    Set<String> gits = ignoredByGit(asked);

    List<String> different =
        asked.stream().filter(path -> ours.contains(path) != gits.contains(path)).toList();
    assertThat(asked).hasSizeGreaterThanOrEqualTo(100_000);
    assertThat(gits.size()).isBetween(20_000, 80_000);
    assertThat(different.stream().limit(20).map(path -> shown(trees, path, gits))).isEmpty();
  }

  private static String shown(List<Tree> trees, String path, Set<String> gits) {
    Tree tree = trees.get(Integer.parseInt(path.substring(1, path.indexOf('/'))));
    StringBuilder text = new StringBuilder(path + " git:" + gits.contains(path));
    tree.ignoreFiles()
        .forEach(
            (dir, file) ->
                text.append("\n [" + dir + "] " + new String(file, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static Tree tree(String name, Random random) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("", ignoreFile(random));
    for (String directory : List.of("a/", "a/b/", "foo/")) {
      if (random.nextInt(4) == 0) {
        files.put(directory, ignoreFile(random));
      }
    }
    TreeSet<String> paths = new TreeSet<>();
    while (paths.size() < PATHS) {
      paths.add(path(random));
    }
    return new Tree(name, files, List.copyOf(paths));
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(any(NAMES, random));
    for (int n = random.nextInt(4); n > 0; n--) {
      path.append('/').append(random.nextInt(3) == 0 ? "b" : any(NAMES, random));
    }
    return path.toString();
  }

  private static byte[] ignoreFile(Random random) {
    StringBuilder file = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "");
    String end = random.nextInt(5) == 0 ? "\r\n" : "\n";
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      file.append(pattern(random)).append(n == 1 && random.nextInt(3) == 0 ? "" : end);
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder(random.nextInt(5) == 0 ? "!" : "");
    pattern.append(random.nextInt(8) == 0 ? "/" : "");
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      pattern.append(random.nextInt(6) == 0 ? any(NAMES, random) : any(PARTS, random));
    }
    pattern.append(random.nextInt(6) == 0 ? "/" : "");
    return pattern.append(random.nextInt(12) == 0 ? "  " : "").toString();
  }

  private static String any(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }

  private void write(Tree tree) throws IOException {
    for (Map.Entry<String, byte[]> file : tree.ignoreFiles().entrySet()) {
      Path directory = repository.resolve(tree.name()).resolve(file.getKey());
      Files.createDirectories(directory);
      Files.write(directory.resolve(".gitignore"), file.getValue());
    }
  }

  /** As the walk asks: from the outside to the inside. */
  private boolean isIgnored(Tree tree, String path) {
    try {
      IgnoreRules rules = IgnoreRules.of(IgnoreFile.parse("", new byte[0], Decision.IGNORED));
      String prefix = "";
      while (true) {
        byte[] file = tree.ignoreFiles().get(prefix);
        rules =
            file == null
                ? rules
                : rules.with(IgnoreFile.parse(prefix, file, Decision.IGNORED), prefix);
        int slash = path.indexOf('/', prefix.length());
        if (slash < 0) {
          boolean directory = Files.isDirectory(repository.resolve(tree.name()).resolve(path));
          return rules.decide(path, directory) == Decision.IGNORED;
        }
        if (rules.decide(path.substring(0, slash), true) == Decision.IGNORED) {
          return true;
        }
        prefix = path.substring(0, slash + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> ignoredByGit(List<String> paths) throws Exception {
    Path input = Files.writeString(repository.resolve(".git/asked"), String.join("\0", paths));
    Path output = repository.resolve(".git/answer");
    Process process =
        command("check-ignore", "--no-index", "--stdin", "-z")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).isLessThanOrEqualTo(1);
    return new TreeSet<>(List.of(Files.readString(output).split("\0")));
  }

  private void git(String... arguments) throws Exception {
    assertThat(command(arguments).start().waitFor()).isZero();
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.excludesFile=/dev/null"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    return builder.redirectErrorStream(true);
  }
}
