package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.discovery.Imported.Shown;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares verdicts, the classes that methods come from, and files with what CPython shows when it
 * really imports generated packages.
 */
class ImportAgreementTest {
  private static final int PROJECTS = Sweeps.areWhole() ? 17 : 1;
  private static final int PACKAGES = 300;
  private static final long SEED = 20_261_128L;

  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
  Path directory;

  @Test
  void verdictsAreThoseThatImportingLeadsTo() throws Exception {
    agrees((name, seed) -> new GeneratedPackage(name, seed)::write);
  }

  @Test
  void starImportsBringWhatStatementsMakeOfAll() throws Exception {
    agrees((name, seed) -> new GeneratedExports(name, seed)::write);
  }

  @Test
  void namesStandForWhatLoopsUnpackingAndNamedExpressionsBind() throws Exception {
    agrees((name, seed) -> new GeneratedBindings(name, seed)::write);
  }

  @Test
  void methodsComeFromTheClassesThatTheMethodResolutionOrderSays() throws Exception {
    agrees((name, seed) -> new GeneratedHierarchy(name, seed)::write);
  }

  /** Writes a package into a project. */
  private interface Generator {
    Imported.Importable write(Project project);
  }

  private void agrees(BiFunction<String, Long, Generator> generators) throws Exception {
    for (int i = 0; i < PROJECTS; i++) {
      Project project = new Project(Files.createDirectories(directory.resolve("project" + i)));
      List<Imported.Importable> packages = new ArrayList<>();
      for (int j = 0; j < PACKAGES; j++) {
        long seed = SEED + (long) i * PACKAGES + j;
        packages.add(generators.apply("p" + j, seed).write(project));
      }
      Imported imported = Imported.from(project.root(), packages, directory);
      assertThat(imported.classes()).hasSizeGreaterThan(2 * PACKAGES);
      assertThat(imported.failed()).hasSizeLessThan(PACKAGES / 5);
      DiscoveryOptions options =
          DiscoveryOptions.defaults().withExhaustive().withClasses(imported.classes().keySet());
      assertThat(differing(imported, project.discover(options))).as("project %d", i).isEmpty();
    }
  }

  /** What is said of classes and files that importing does not confirm. */
  private static Map<String, String> differing(Imported imported, Discovery discovery) {
    Map<String, Model> candidates =
        discovery.candidates().stream().collect(Collectors.toMap(Model::id, model -> model));
    Set<String> ids = new TreeSet<>(imported.classes().keySet());
    ids.addAll(candidates.keySet());
    Map<String, String> differing = new TreeMap<>();
    for (String id : ids) {
      Set<Shown> shown = imported.classes().getOrDefault(id, Set.of());
      String difference = difference(shown, candidates.get(id));
      if (!difference.isEmpty()
          && !imported.failed().containsKey(id.substring(0, id.indexOf(":")))) {
        differing.put(id, difference + " instead of " + shown);
      }
    }
    discovery.issues().stream()
        .filter(issue -> issue.severity() != Severity.INFO)
        .filter(issue -> issue.code().equals("unresolved-import"))
        .filter(issue -> !imported.failed().containsKey(module(issue.file())))
        .forEach(issue -> differing.put(issue.file() + ":" + issue.line(), issue.message()));
    return differing;
  }

  private static String module(String file) {
    return file.replaceAll("(/__init__)?\\.py$", "").replace('/', '.');
  }

  private static String difference(Set<Shown> shown, @Nullable Model model) {
    String verdict = model == null ? "NONE" : model.verdict().name();
    Set<String> outcomes = outcomes(shown);
    if (shown.isEmpty()) { // no name leads to it
      return verdict.equals("MODEL") || verdict.equals("INCOMPLETE") ? verdict : "";
    } else if (!verdict.equals(outcomes.size() == 1 ? outcomes.iterator().next() : "UNRESOLVED")) {
      return verdict;
    }
    return model == null ? "" : difference(shown, model.files(), origins(model));
  }

  private static String difference(
      Set<Shown> shown, Collection<String> files, List<String> origins) {
    Set<String> loaded =
        shown.stream().flatMap(each -> each.files().stream()).collect(Collectors.toSet());
    Set<List<String>> from = shown.stream().map(Shown::origins).collect(Collectors.toSet());
    if (!loaded.equals(Set.copyOf(files))) {
      return "files " + files;
    }
    return from.size() == 1 && outcomes(shown).size() == 1 && !from.contains(origins)
        ? "methods of " + origins
        : "";
  }

  private static Set<String> outcomes(Set<Shown> shown) {
    return shown.stream().map(Shown::outcome).collect(Collectors.toSet());
  }

  private static List<String> origins(Model model) {
    return model.reasons().stream()
        .filter(reason -> reason.method() != null)
        .map(Reason::from)
        .map(from -> from == null ? "-" : from)
        .toList();
  }
}
