package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what the program prints. */
class GuideIT {
  private static final Path GUIDE = Path.of("README.md");

  /** What somebody does in an editor, before the command that is named. */
  private static final String SHELL =
      """
      checks=0
      edit() {
        case $1 in
          *'manifest --check')
            checks=$((checks + 1))
            [ $checks = 1 ] || echo '# edited' >> models/example.py ;;
          *' add '*)
            mkdir data
            echo 1,2 > data/ages.csv
            echo 3,4 > data/contacts.csv
            echo '# old' > old_model.py ;;
        esac
      }
      while IFS= read -r line; do
        edit "$line"
        printf '$ %s\\n' "$line"
        eval "$line" 2>&1 < /dev/null || true
      done
      """;

  @TempDir Path temporary;

  @Test
  void everyScreenOfTheFirstBundleIsWhatIsPrinted() throws Exception {
    Programs.require("bash");
    String shown = blocks(section("## A first bundle", "## An existing project"), "console");
    try (DockerRegistry registry =
        DockerRegistry.start(Files.createDirectory(temporary.resolve("registry")))) {
      Path home = Files.createDirectory(temporary.resolve("ann")).toRealPath();
      String printed = typed(home, shown.replace("localhost:5555", registry.host()));
      assertThat(
              printed
                  .replace(registry.host(), "localhost:5555")
                  .replace(home.toString(), "/home/ann"))
          .isEqualTo(shown);
    }
  }

  @Test
  void screensOfWhatRefersToABundleAreWhatIsPrinted() throws Exception {
    Programs.require("bash");
    String shown = blocks(section("## What refers to a bundle", "## Signatures"), "console");
    Path home = Files.createDirectory(temporary.resolve("ann")).toRealPath();
    Session.in(home).write("m.py", Session.MODEL).done("init", "oci:bundle:v1");
    Session.in(home).done("push");
    assertThat(typed(home, shown).replace(home.toString(), "/home/ann")).isEqualTo(shown);
  }

  @Test
  void screensOfRulesAreWhatIsPrinted() throws Exception {
    Programs.require("bash");
    String shown = blocks(section("## What is a model", "## Wrap your model"), "console");
    Path project = Files.createDirectory(temporary.resolve("project"));
    Session.in(project)
        .write("pyproject.toml", "[project]\nname = \"town\"\ndependencies = [\"mesa\"]\n")
        .write(
            "town/model.py",
            """
            import mesa


            class Town(mesa.Model):
                def step(self):
                    pass


            class Village(Town):
                pass
            """);
    assertThat(typed(project, shown)).isEqualTo(shown);
  }

  @Test
  void screenOfTheReportIsWhatIsPrinted() throws IOException {
    Programs.require("bash");
    String shown = blocks(section("## A report to look at", "## What belongs in git"), "console");
    Path home = Files.createDirectory(temporary.resolve("ann")).toRealPath();
    assertThat(Program.in(home).run("init", "study").status()).isZero();
    assertThat(typed(home.resolve("study"), shown).replace(home.toString(), "/home/ann"))
        .isEqualTo(shown);
  }

  @Test
  void screenOfAnEnvironmentIsWhatIsPrinted() throws Exception {
    Programs.require("bash");
    String shown = blocks(section("## What is installed", "## Parameters of a model"), "console");
    Path project = Files.createDirectory(temporary.resolve("project"));
    String site = ".venv/lib/python3.12/site-packages/";
    Session.in(project)
        .write("pyproject.toml", "[project]\nname = \"town\"\ndependencies = [\"citysim>=1\"]\n")
        .write("town/__init__.py", "")
        .write(
            "town/model.py",
            """
            import citysim


            class Town(citysim.Model):
                def simulate(self): ...
            """)
        .write(".venv/pyvenv.cfg", "version = 3.12.1\n")
        .write(site + "citysim/__init__.py", "from .base import Model\n")
        .write(site + "citysim/base.py", "class Model:\n    def parameters(self): ...\n")
        .write(site + "citysim-1.2.dist-info/METADATA", "Name: Citysim\nVersion: 1.2\n");
    assertThat(typed(project, shown)).isEqualTo(shown);
  }

  @Test
  void everyRuleOfTheGuideIsKnown() throws Exception {
    String section = section("## What is a model", "## Wrap your model");
    Path project = Files.createDirectory(temporary.resolve("project"));
    Matcher names = Pattern.compile("^\\| (`[a-z`, ]+`) \\|", Pattern.MULTILINE).matcher(section);
    List<String> rules = new ArrayList<>();
    while (names.find()) {
      rules.addAll(List.of(names.group(1).replace("`", "").split(", ")));
    }
    assertThat(rules).hasSizeGreaterThan(9);
    Session.in(project)
        .write("pyproject.toml", "")
        .done("discover", "--rule", String.join(",", rules));
    String hint = Session.in(project).run("discover", "--rule", "none").err();
    String known = hint.substring(hint.indexOf("known are ") + "known are ".length()).strip();
    assertThat(known.split(", ", -1)).containsExactlyInAnyOrderElementsOf(rules);
    Session.in(project).write("pyproject.toml", blocks(section, "toml")).done("discover");
  }

  /** The screen after the commands of another one were typed. */
  private String typed(Path directory, String screen) throws IOException {
    Path typed = temporary.resolve("typed");
    Files.writeString(
        typed,
        screen
            .lines()
            .filter(line -> line.startsWith("$ "))
            .map(line -> line.substring(2) + "\n")
            .collect(Collectors.joining()));
    return new Program(directory, "bash", "-c", SHELL)
        .with("PATH", Program.BIN + ":" + System.getenv("PATH"))
        .reading(typed)
        .run()
        .out();
  }

  @Test
  void screenOfAnIncompleteLayoutIsWhatIsPrinted() throws IOException {
    Programs.require("bash");
    String shown = blocks(section("## What `status` says", "## Mirrors"), "console");
    Path home = Files.createDirectory(temporary.resolve("ann")).toRealPath();
    Program program = Program.in(home);
    program.run("init", "study");
    for (String[] command : new String[][] {{"init", "oci:../bundle"}, {"manifest"}, {"push"}}) {
      assertThat(program.at(home.resolve("study")).run(command).status()).isZero();
    }
    removePack(home.resolve("bundle/blobs/sha256"));
    assertThat(typed(home.resolve("study"), shown).replace(home.toString(), "/home/ann"))
        .isEqualTo(shown);
  }

  private static void removePack(Path blobs) throws IOException {
    try (Stream<Path> all = Files.list(blobs)) {
      for (Path blob : all.toList()) {
        if (Files.readAllBytes(blob)[0] == 0x1f) { // gzip
          Files.delete(blob);
        }
      }
    }
  }

  @Test
  void everyStandingOfAProjectIsInTheGuide() throws IOException {
    String guide = section("## What `status` says", "## Troubleshooting");
    for (RemoteState state : RemoteState.values()) {
      assertThat(guide).contains("| `" + Standing.sentence(state));
    }
    for (FileState state : FileState.values()) {
      assertThat(guide).contains(state.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void everyErrorCodeStandsInTheGuide() throws IOException {
    String table =
        Arrays.stream(ErrorCode.values())
            .map(
                code ->
                    String.format(
                        "| `%s` | %s | %s | %s |\n",
                        code.id(), code.meaning(), code.mend(), code.retryable() ? "yes" : ""))
            .collect(Collectors.joining());

    assertThat(Files.readString(GUIDE)).contains("|---|---|---|---|\n" + table);
  }

  @Test
  void everyKeyOfTheConfigurationReferenceIsKnown() throws IOException {
    Session session = Session.in(temporary);
    session.write("src/epi/__init__.py", "").write("src/epi/sir.py", Session.MODEL);
    session.write("src/epi/seir.py", Session.MODEL.replace("SIR", "SEIR"));
    session.write(".venv/pyvenv.cfg", "").write(".venv/Lib/site-packages/citysim.py", "");
    session.write("pyproject.toml", blocks(section("## pyproject.toml", "## What `add`"), "toml"));
    Session.Result result = session.done("manifest");
    assertThat(result.err()).doesNotContain("warning").contains("2 models, 3 files");
  }

  @Test
  void wrappedModelIsFound() throws IOException {
    Session session =
        Session.in(temporary).write("pyproject.toml", "").write("citysim.py", "def run(): ...\n");
    session.write(
        "models/city.py", blocks(section("## Wrap your model", "## Parameters of"), "python"));
    Session.Result found = session.done("discover", "--explain");
    assertThat(found.out()).contains("models.city:City", "files: citysim.py, models/city.py");
    assertThat(found.err()).doesNotContain("warning");
  }

  @Test
  void everySectionIsInTheListOfContents() throws IOException {
    String guide = Files.readString(GUIDE);
    List<String> sections =
        Pattern.compile("^## (.*)$", Pattern.MULTILINE)
            .matcher(guide)
            .results()
            .map(heading -> heading.group(1))
            .toList();
    assertThat(sections).hasSizeGreaterThan(5);
    for (String name : sections) {
      String anchor = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z -]", "").replace(' ', '-');
      assertThat(guide).contains("* [" + name + "](#" + anchor + ")");
    }
  }

  private static String section(String from, String to) throws IOException {
    String guide = Files.readString(GUIDE);
    return guide.substring(guide.indexOf(from), guide.indexOf(to));
  }

  private static String blocks(String text, String language) {
    Matcher blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
    return blocks.results().map(block -> block.group(1)).collect(Collectors.joining());
  }
}
