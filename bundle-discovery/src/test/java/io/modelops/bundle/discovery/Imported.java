package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What CPython shows when it really imports generated packages, each module on its own, in every
 * combination of the flags that their branches ask.
 *
 * @param classes what each combination showed of a class, by id
 * @param failed the errors of modules that cannot be imported in every combination
 */
record Imported(Map<String, Set<Shown>> classes, Map<String, Set<String>> failed) {

  /**
   * One combination.
   *
   * @param origins the classes that the methods come from, {@code -} for a missing one
   */
  record Shown(String outcome, List<String> origins, Set<String> files)
      implements Comparable<Shown> {
    @Override
    public int compareTo(Shown other) {
      return toString().compareTo(other.toString());
    }
  }

  /** A package to import: its name, the number of its flags, its modules. */
  record Importable(String name, int flags, List<String> modules) {}

  static Imported from(Path root, Collection<Importable> packages, Path scratch)
      throws IOException, InterruptedException {
    return from("python3", root, packages, scratch);
  }

  /** What a certain interpreter shows. */
  static Imported from(String python, Path root, Collection<Importable> packages, Path scratch)
      throws IOException, InterruptedException {
    Programs.require("python3");
    Path script = scratch.resolve("imported.py");
    try (InputStream in = Imported.class.getResourceAsStream("imported.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    List<String> lines = new ArrayList<>();
    for (Importable each : packages) {
      lines.add(each.name() + " " + each.flags() + " " + String.join(" ", each.modules()));
    }
    Process process =
        new ProcessBuilder(python, script.toString(), root.toString())
            .redirectInput(Files.write(scratch.resolve("packages"), lines).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Imported imported = new Imported(new TreeMap<>(), new TreeMap<>());
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(line -> imported.add(line.split("\t", -1)));
    }
    assertThat(process.waitFor()).isZero();
    return imported;
  }

  private void add(String... words) {
    if (words[0].equals("FAILED")) {
      failed.computeIfAbsent(words[1], key -> new TreeSet<>()).add(words[2]);
    } else {
      Shown shown =
          new Shown(
              words[2], List.of(words[3].split(" ")), new TreeSet<>(List.of(words[4].split(" "))));
      classes.computeIfAbsent(words[1], key -> new TreeSet<>()).add(shown);
    }
  }
}
