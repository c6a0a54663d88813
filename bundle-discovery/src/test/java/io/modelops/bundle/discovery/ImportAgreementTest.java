package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Model;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares verdicts with what CPython shows when it really imports generated packages, in every
 * combination of the flags that their branches ask. {@code -Dgenerated.packages=N} tries more.
 */
class ImportAgreementTest {
  private static final int PACKAGES = Integer.getInteger("generated.packages", 150);

  @TempDir Path directory;
  @TempDir Path scratch;

  @Test
  void verdictsAreThoseThatImportingLeadsTo() throws Exception {
    Project project = new Project(directory);
    for (int i = 0; i < PACKAGES; i++) {
      new GeneratedPackage("p" + i, 20_261_128L + i).write(project);
    }
    assertThat(differing(project)).isEmpty();
  }

  @Test
  void starImportsBringWhatStatementsMakeOfAll() throws Exception {
    Project project = new Project(directory);
    for (int i = 0; i < PACKAGES; i++) {
      new GeneratedExports("p" + i, 20_261_129L + i).write(project);
    }
    assertThat(differing(project)).isEmpty();
  }

  /** The classes whose verdicts importing does not confirm. */
  private Map<String, String> differing(Project project) throws Exception {
    Map<String, Set<String>> observed = new TreeMap<>();
    Set<String> failed = new HashSet<>();
    for (String line : imported()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("FAILED")) {
        failed.add(words[1]);
      } else if (words.length == 2) {
        observed.computeIfAbsent(words[0], key -> new TreeSet<>()).add(words[1]);
      }
    }

    Map<String, String> verdicts =
        project.discover().candidates().stream()
            .collect(Collectors.toMap(Model::id, model -> model.verdict().name()));

    Set<String> classes = new TreeSet<>(observed.keySet());
    classes.addAll(verdicts.keySet());
    classes.removeIf(id -> failed.contains(id.split("\\.", 2)[0]));
    assertThat(classes).as("classes compared").hasSizeGreaterThan(2 * PACKAGES);
    Map<String, String> differing = new TreeMap<>();
    for (String id : classes) {
      String expected = expected(observed.getOrDefault(id, Set.of()));
      String verdict = verdicts.getOrDefault(id, "NONE");
      boolean nowhere = expected.equals("NOT_IMPORTABLE") && verdict.equals("NONE");
      if (!verdict.equals(expected) && !nowhere) {
        differing.put(id, verdict + " instead of " + observed.get(id));
      }
    }
    return differing;
  }

  /** What all combinations show; UNRESOLVED where they differ. */
  private static String expected(Set<String> outcomes) {
    if (outcomes.isEmpty()) {
      return "NOT_IMPORTABLE";
    }
    return outcomes.size() == 1 ? outcomes.iterator().next() : "UNRESOLVED";
  }

  private List<String> imported() throws Exception {
    Programs.require("python3");
    Path script = scratch.resolve("imported.py");
    try (InputStream in = ImportAgreementTest.class.getResourceAsStream("imported.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Process process =
        new ProcessBuilder(
                "python3",
                script.toString(),
                directory.toString(),
                String.valueOf(PACKAGES),
                String.valueOf(GeneratedPackage.FLAGS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
