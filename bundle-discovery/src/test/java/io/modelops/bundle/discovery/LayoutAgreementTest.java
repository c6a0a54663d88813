package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the names of modules with those by which CPython really imports them, in generated
 * projects that hold other projects, packages, scripts and directories of one name.
 */
class LayoutAgreementTest {
  private static final int LAYOUTS = Sweeps.areWhole() ? 250 : 60;
  private static final long SEED = 20_261_129L;

  private static final List<String> PARTS =
      List.of("examples/a", "examples/b", "packages/one", "packages/two", "my-part", "util", "a");
  private static final List<String> PLACES =
      List.of("main", "util/x", "util/y", "util", "models/sir", "models/deep/m", "setup", "a/m");

  /** Prints the file that importing each module loads, or nothing where that fails. */
  private static final String IMPORTS =
      """
      import importlib, os, sys
      sys.dont_write_bytecode = True
      usual, modules = list(sys.path), set(sys.modules)
      for line in open(sys.argv[1], encoding="utf-8"):
          name, *path = line.rstrip("\\n").split("|")
          sys.path[:] = path + usual
          importlib.invalidate_caches()
          try:
              compile("import " + name, "", "exec")
              print(os.path.realpath(importlib.import_module(name).__file__ or ""))
          except (ImportError, SyntaxError):
              print("")
          for each in set(sys.modules) - modules:
              del sys.modules[each]
      """;

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final List<String> questions = new ArrayList<>();

  /** A project and the roots that it declares, in the order of the path. */
  private record Layout(Project project, List<String> roots) {
    String question(String module) {
      StringBuilder line = new StringBuilder(module);
      roots.forEach(root -> line.append('|').append(project.root().resolve(root)));
      return line.toString();
    }
  }

  @Test
  void modulesHaveTheNamesByWhichPythonImportsThem() throws Exception {
    Programs.require("python3");
    Map<Layout, Discovery> found = new HashMap<>();
    for (int i = 0; i < LAYOUTS; i++) {
      Layout layout = generate(directory.toRealPath().resolve("layout" + i));
      Discovery discovery = layout.project().discover();
      found.put(layout, discovery);
      for (Model model : discovery.candidates()) {
        questions.add(layout.question(module(model)));
      }
    }
    Map<String, String> answers = answers();
    List<String> differing = new ArrayList<>();
    found.forEach((layout, discovery) -> compare(layout, discovery, answers, differing));
    assertThat(differing).isEmpty();
    assertThat(answers).hasSizeGreaterThan(4 * LAYOUTS);
  }

  private static String module(Model model) {
    return model.id().substring(0, model.id().indexOf(':'));
  }

  private void compare(
      Layout layout, Discovery discovery, Map<String, String> answers, List<String> differing) {
    Path root = layout.project().root();
    Set<String> ids = new TreeSet<>();
    Set<String> told = new TreeSet<>();
    discovery.issues().forEach(issue -> told.add(issue.code() + " " + issue.file()));
    for (Model model : discovery.candidates()) {
      String file = root.resolve(model.location().file()).toString();
      String imported = answers.getOrDefault(layout.question(module(model)), "");
      boolean isModel = model.verdict() == Verdict.MODEL;
      boolean clash = !isModel && !imported.isEmpty() && !module(model).contains("-");
      if (isModel != file.equals(imported)
          || (isModel && !ids.add(model.id()))
          || clash != told.contains("duplicate-module " + model.location().file())) {
        differing.add(model.verdict() + " " + model.id() + " " + file + " not " + imported);
      }
    }
    assertThat(discovery.candidates()).isNotEmpty();
  }

  private Map<String, String> answers() throws IOException {
    Path asked = Files.write(directory.resolve("questions"), questions);
    List<String> lines =
        Programs.run("python3", "-c", IMPORTS + "print('.')\n", asked.toString()).lines().toList();
    assertThat(lines).hasSize(questions.size() + 1);
    Map<String, String> answers = new HashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      answers.put(questions.get(i), lines.get(i));
    }
    return answers;
  }

  private Layout generate(Path root) {
    Project project = new Project(root);
    Set<String> own = new LinkedHashSet<>();
    Set<String> inner = new LinkedHashSet<>();
    fill(project, "", own);
    if (random.nextInt(3) == 0) {
      project.with("pyproject.toml", "[project]\nname = 'all'\n");
    }
    for (String part : PARTS) {
      if (random.nextInt(2) == 0) {
        Set<String> roots = new LinkedHashSet<>();
        fill(project, part + "/", roots);
        switch (random.nextInt(3)) {
          case 0 -> project.with(part + "/pyproject.toml", "[project]\nname = 'x'\n");
          case 1 -> project.with(part + "/setup.cfg", "[options]\n");
          default -> roots.clear();
        }
        boolean declared = Files.exists(root.resolve(part + "/pyproject.toml"));
        if (declared && !Files.exists(root.resolve(part + "/__init__.py"))) {
          inner.addAll(roots);
        }
      }
    }
    own.add("");
    List<String> roots = new ArrayList<>(own);
    inner.stream().sorted().forEach(roots::add);
    return new Layout(project, roots);
  }

  /** Writes some modules, and adds the root that they have if the directory is a project's. */
  private void fill(Project project, String part, Set<String> roots) {
    String below = random.nextInt(4) == 0 ? part + "src/" : part;
    boolean any = false;
    for (String place : PLACES) {
      if (random.nextInt(3) == 0) {
        any = true;
        project.with(below + place + ".py", Project.model("M"));
        int slash = place.indexOf('/');
        if (slash > 0 && random.nextBoolean()) {
          project.with(below + place.substring(0, slash) + "/__init__.py", Project.model("M"));
        }
      }
    }
    if (!any) {
      project.with(below + "main.py", Project.model("M"));
    }
    roots.add(below.isEmpty() ? "" : below.substring(0, below.length() - 1));
  }
}
