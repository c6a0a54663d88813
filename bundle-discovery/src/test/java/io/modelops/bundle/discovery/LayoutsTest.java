package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layouts of every build back-end, each installed as {@code layouts.txt} says and, where the
 * back-end is there, as that does it. CPython imports what discovery found.
 */
class LayoutsTest {
  @TempDir Path directory;

  /**
   * A row of the file.
   *
   * @param files with their content
   * @param installed the names of the modules that installing it brings, by file
   * @param issues the codes of what is told
   */
  record Layout(
      String title, Map<String, String> files, Map<String, String> installed, List<String> issues) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static String code(String place) {
    return """
        "A module."
        __version__ = "1"
        class M:
            here = "%s"
            def simulate(self): ...
            def parameters(self): ...
        """
        .formatted(place);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = LayoutsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * A row begins with {@code # title}. {@code path = module} and {@code path} are files with a
   * class, {@code path:} is one with the text below, {@code ! code} is an issue.
   */
  static Stream<Layout> layouts() throws IOException {
    List<Layout> layouts = new ArrayList<>();
    for (String row : resource("layouts.txt").split("(?m)^# ", -1)) {
      String title = row.lines().findFirst().orElse("");
      var layout = new Layout(title, new LinkedHashMap<>(), new TreeMap<>(), new ArrayList<>());
      String open = "";
      for (String line : row.lines().skip(1).filter(each -> !each.isBlank()).toList()) {
        if (line.startsWith("  ")) {
          layout.files().merge(open, line.substring(2) + "\n", String::concat);
        } else if (line.endsWith(":")) {
          open = line.substring(0, line.length() - 1);
          layout.files().put(open, "");
        } else if (line.startsWith("! ")) {
          layout.issues().add(line.substring(2));
        } else {
          String[] words = line.split(" = ", -1);
          layout.files().put(words[0], code(words[0]));
          if (words.length > 1) {
            layout.installed().put(words[0], words[1]);
          }
        }
      }
      layouts.add(layout);
    }
    return Sweeps.rows(layouts.stream().filter(layout -> !layout.title().isEmpty()).toList(), 4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layouts")
  void idsAreThoseByWhichPythonImportsTheClasses(Layout layout) throws Exception {
    Programs.require("python3");
    Project project = new Project(directory.toRealPath().resolve("project"));
    layout.files().forEach(project::with);
    Discovery discovery = project.discover();

    Map<String, String> modules = new TreeMap<>();
    for (Model model : discovery.candidates()) {
      String id = model.id();
      if (model.verdict() == Verdict.MODEL) {
        modules.put(id.substring(0, id.indexOf(':')), model.location().file());
      }
    }
    assertThat(new TreeSet<>(modules.keySet())).containsAll(layout.installed().values());
    assertThat(discovery.issues()).extracting(Issue::code).isEqualTo(layout.issues());

    List<String> expected = new ArrayList<>();
    modules.forEach(
        (module, file) ->
            expected.add(file + (layout.installed().containsKey(file) ? " installed" : " beside")));
    List<String> answers = imported(project, layout, modules.keySet());
    assertThat(answers.subList(0, modules.size())).isEqualTo(expected);
    if (answers.size() > modules.size()) {
      assertThat(answers.subList(modules.size(), answers.size())).isEqualTo(expected);
    }
  }

  private List<String> imported(Project project, Layout layout, Iterable<String> names)
      throws Exception {
    Path home = directory.toRealPath();
    Project placed = new Project(home.resolve("placed"));
    layout
        .installed()
        .forEach(
            (file, module) -> {
              boolean end = file.endsWith("/__init__.py") || file.equals("__init__.py");
              placed.with(
                  module.replace('.', '/') + (end ? "/__init__.py" : ".py"),
                  Objects.requireNonNull(layout.files().get(file)));
            });
    Path script = Files.writeString(home.resolve("layout.py"), resource("layout.py"));
    Path input = Files.writeString(home.resolve("names"), String.join("\n", names));
    Process process =
        new ProcessBuilder(
                "python3",
                script.toString(),
                project.root().toString(),
                placed.root().toString(),
                home.resolve("built").toString())
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
