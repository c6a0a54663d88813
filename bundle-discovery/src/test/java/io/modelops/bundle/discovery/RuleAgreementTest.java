package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Compares rules with what CPython shows of generated packages whose framework is elsewhere. */
class RuleAgreementTest {
  private static final int PROJECTS = Sweeps.areWhole() ? 10 : 1;
  private static final int PACKAGES = 250;
  private static final long SEED = 20_261_130L;

  private static final Map<String, Rule> RULES =
      new TreeMap<>(
          Map.of(
              "decorated", Rule.decoratedWith("citysim:output"),
              "neither",
                  Rule.all(
                      Rule.methods("simulate"),
                      Rule.not(
                          Rule.any(
                              Rule.subclassOf("citysim:Model"),
                              Rule.decoratedWith("citysim:output")))),
              "subclass", Rule.subclassOf("citysim:Model")));

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @Test
  void rulesHoldForTheClassesForWhichTheyHoldWhenImported() throws Exception {
    framework();
    for (int i = 0; i < PROJECTS; i++) {
      Project project = new Project(Files.createDirectories(directory.resolve("project" + i)));
      List<Imported.Importable> packages = new ArrayList<>();
      for (int j = 0; j < PACKAGES; j++) {
        long seed = SEED + (long) i * PACKAGES + j;
        packages.add(new GeneratedHierarchy("p" + j, seed).withFramework().write(project));
      }
      Map<String, Set<String>> shown = shown(project.root(), packages);
      Set<String> known = shown.getOrDefault("known", Set.of());
      assertThat(known).hasSizeGreaterThan(2 * PACKAGES);
      RULES.forEach(
          (name, rule) -> {
            Set<String> holding = shown.getOrDefault(name, Set.of());
            assertThat(holding).as(name).hasSizeGreaterThan(PACKAGES / 10);
            assertThat(found(project, rule, known)).as(name).isEqualTo(holding);
          });
    }
  }

  private static Set<String> found(Project project, Rule rule, Set<String> known) {
    DiscoveryOptions options =
        DiscoveryOptions.defaults().withOnlyRules(List.of(NamedRule.of("rule", rule)));
    return project.discover(options).candidates().stream()
        .filter(model -> model.verdict() == Verdict.MODEL)
        .map(Model::id)
        .filter(known::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where no project lies. */
  private void framework() throws IOException {
    Path citysim = Files.createDirectories(directory.resolve("installed/citysim"));
    Files.writeString(citysim.resolve("__init__.py"), "from .core import Model, output\n");
    Files.writeString(
        citysim.resolve("core.py"),
        """
        class Model: ...
        def output(decorated):
            decorated.marked_by = decorated
            return decorated
        """);
  }

  private Map<String, Set<String>> shown(Path root, List<Imported.Importable> packages)
      throws IOException, InterruptedException {
    Programs.require("python3");
    Path script = directory.resolve("ruled.py");
    try (InputStream in = RuleAgreementTest.class.getResourceAsStream("ruled.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    List<String> modules = packages.stream().flatMap(each -> each.modules().stream()).toList();
    Process process =
        new ProcessBuilder(
                "python3",
                script.toString(),
                root.toString(),
                directory.resolve("installed").toString())
            .redirectInput(Files.write(directory.resolve("modules"), modules).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Set<String>> shown = new TreeMap<>();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      output
          .lines()
          .map(line -> line.split("\t"))
          .forEach(words -> shown.computeIfAbsent(words[0], key -> new TreeSet<>()).add(words[1]));
    }
    assertThat(process.waitFor()).isZero();
    return shown;
  }
}
