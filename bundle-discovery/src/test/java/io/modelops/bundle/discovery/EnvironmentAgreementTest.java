package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.discovery.Imported.Importable;
import io.modelops.bundle.discovery.Imported.Shown;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what is said of classes whose bases are installed in a virtual environment with what
 * that environment's own interpreter shows. The packages are generated, and installed in every way.
 */
class EnvironmentAgreementTest {
  private static final int PROJECTS = Sweeps.areWhole() ? 5 : 1;
  private static final int PACKAGES = 150;
  private static final long SEED = 20_261_201L;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  private final List<Importable> asked = new ArrayList<>();

  @Test
  void methodsComeFromTheInstalledClassesThatImportingShows() throws Exception {
    for (int i = 0; i < PROJECTS; i++) {
      asked.clear();
      Path here = directory.resolve("run" + i);
      InstalledPackages installed = InstalledPackages.create(here.resolve("venv"));
      Project project = new Project(Files.createDirectories(here.resolve("project")));
      for (int j = 0; j < PACKAGES; j++) {
        write(j, SEED + (long) i * PACKAGES + j, installed, project, here);
      }
      Imported imported = Imported.from(installed.python(), project.root(), asked, here);
      assertThat(imported.classes()).hasSizeGreaterThan(10 * PACKAGES);
      DiscoveryOptions options =
          DiscoveryOptions.defaults()
              .withEnvironment("../venv")
              .withClasses(imported.classes().keySet());
      Map<String, Model> candidates =
          project.discover(options).candidates().stream()
              .collect(Collectors.toMap(Model::id, model -> model));
      Map<String, String> differing = new TreeMap<>();
      imported
          .classes()
          .forEach(
              (id, shown) -> {
                String found = found(candidates.get(id));
                if (!shown(shown).equals(found)) {
                  differing.put(id, found + " instead of " + shown(shown));
                }
              });
      assertThat(differing).as("project %d", i).isEmpty();
    }
  }

  private static String shown(Set<Shown> shown) {
    Shown only = shown.iterator().next();
    String files =
        only.files().stream()
            .filter(file -> !file.startsWith("..")) // of the environment
            .collect(Collectors.joining(" "));
    return only.outcome().equals("NONE") ? "NONE" : only.outcome() + only.origins() + files;
  }

  private static String found(@Nullable Model model) {
    if (model == null) {
      return "NONE";
    }
    List<String> origins =
        model.reasons().stream()
            .filter(reason -> reason.method() != null)
            .map(Reason::from)
            .map(from -> from == null ? "-" : from)
            .toList();
    return model.verdict().name() + origins + String.join(" ", model.files());
  }

  /** Installs a package in one of the ways, and derives classes of the project from its classes. */
  private void write(
      int number, long seed, InstalledPackages installed, Project project, Path scratch)
      throws Exception {
    int way = number % 5;
    String name = way == 4 ? "ns" + number + ".p" + number : "p" + number;
    Path sources =
        way == 0 || way == 4
            ? installed.site()
            : Files.createDirectories(scratch.resolve("sources" + number));
    GeneratedHierarchy generated = new GeneratedHierarchy(name, seed);
    generated.write(new Project(sources));
    switch (way) {
      case 1 -> installed.linked(name, "1.0", sources);
      case 2 -> installed.mapped(name, "1.0", name, sources.resolve(name));
      case 3 -> installed.egg(name, "1.0", sources);
      default -> installed.describe(name.replace('.', '-'), "1.0", name.replace('.', '/'));
    }
    String beside = way == 4 ? "ns" + number + "." : "";
    generated
        .bound()
        .forEach(
            (module, names) -> {
              String own = beside + "own" + number + "_" + module.replace('.', '_');
              project.with(own.replace('.', '/') + ".py", derived(name + "." + module, names));
              asked.add(new Importable(own.split("\\.", 2)[0], 0, List.of(own)));
            });
  }

  private static String derived(String module, List<String> names) {
    StringBuilder source = new StringBuilder("import " + module + " as m\n");
    source.append("class Own:\n    def parameters(self): ...\n");
    for (int i = 0; i < names.size(); i++) {
      String base = "m." + names.get(i);
      source.append("class A" + i + "(" + base + "): ...\n");
      source.append("class B" + i + "(" + base + ", Own): ...\n");
      source.append("class C" + i + "(" + base + "):\n    def simulate(self): ...\n");
    }
    return source.toString();
  }
}
