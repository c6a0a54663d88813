package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void start() {
    session = Session.in(directory);
    session
        .write("pyproject.toml", "[project]\nname = \"x\"  # mine\n")
        .write("models/__init__.py", "")
        .write("models/sir.py", Session.MODEL)
        .write("models/seir.py", "from .sir import SIR\n\nclass SEIR(SIR):\n    pass\n")
        .write("models/half.py", "class Half:\n    def simulate(self):\n        pass\n");
  }

  @Test
  void modelsAreListedWithTheirPlace() {
    Session.Result found = session.done("discover");
    assertThat(found.out())
        .isEqualTo("models.seir:SEIR  models/seir.py:3\nmodels.sir:SIR    models/sir.py:1\n");
    assertThat(found.err()).contains("2 models found. 1 other class looks similar; see --explain.");
  }

  @Test
  void projectAroundTheGivenDirectoryIsNamed() throws IOException {
    String real = directory.toRealPath().toString();
    String named = "models is part of the project in " + real + ", which this is about.\n";
    for (String command : List.of("discover", "manifest", "status")) {
      Session.Result answer = session.run("--project", "models", command);
      assertThat(answer.err()).as(command).startsWith(named);
      assertThat(answer.out()).doesNotContain(real);
      assertThat(session.run("--project", ".", command).err()).doesNotContain("is part of");
      assertThat(session.at("models").run(command).err()).doesNotContain("is part of");
    }
    session.write("models/pyproject.toml", "");
    assertThat(session.done("--project", "models/", "discover").err()).doesNotContain("is part of");
  }

  @Test
  void explainTellsWhyAndWhyNot() {
    assertThat(session.done("discover", "--explain").out())
        .contains("inherited from models.sir:SIR", "Not models:", "models.half:Half", "parameters");
  }

  @Test
  void explainTellsWhatAModelNeeds() {
    session
        .write("models/sir.py", "import yaml, numpy, scipy, pandas\n" + Session.MODEL)
        .write(
            "pyproject.toml",
            """
            [project]
            dependencies = ["numpy>=1.2", "PyYAML"]
            optional-dependencies.fast = ["scipy"]
            """)
        .write("uv.lock", "[[package]]\nname = 'scipy'\nversion = '1.14.0'\n");
    Session.Result explained = session.done("discover", "--explain");
    assertThat(explained.out())
        .contains(
            "needs: numpy>=1.2, pandas (undeclared), scipy (an extra, locked 1.14.0), pyyaml");
    assertThat(explained.err())
        .contains("module pandas comes with pandas, which is no dependency of the project");
  }

  @Test
  void computedImportsAreExplainedAndCountedWhereTheyConcernAModel() {
    String computed = "import importlib, sys\nimportlib.import_module(sys.argv[1])\n";
    String note = ": imports what reading does not tell; a model's files may lack it\n";
    session.write("models/tool.py", computed);
    assertThat(session.done("discover").err()).doesNotContain("note");
    assertThat(session.done("discover", "--explain").err())
        .contains("note: models/tool.py:2:25" + note);
    session.write("models/sir.py", computed + Session.MODEL);
    Session.Result found = session.done("discover");
    assertThat(found.err())
        .contains("similar; see --explain.\n1 note on the files of models; see --explain.\n");
    Session.Result explained = session.done("discover", "--explain");
    assertThat(explained.err())
        .contains("note: models/sir.py:2:25" + note, "note: models/tool.py:2:25" + note)
        .doesNotContain("1 note");
    assertThat(explained.out()).doesNotContain("note");
    assertThat(session.done("push", "--dry-run", "oci:../out").err()).doesNotContain("note");
  }

  @Test
  void explanationsFitOnATerminalAndAreOneLineEachElsewhere() {
    String folder = "models/of_household_contacts/";
    session
        .write(folder + "estimated.py", Session.MODEL.replace("SIR", "AgeStructuredSIR"))
        .write(
            folder + "half.py", "class HalfOfWhatAModelShouldReallyHave:\n    simulate = print\n");
    assertThat(session.done("discover", "--explain").out().lines())
        .anyMatch(line -> line.length() > 99);

    Session wide = session.with(new Terminals(true, true, true, false, false, 80));
    String screen = wide.done("discover", "--explain").out();

    assertThat(screen.lines()).allMatch(line -> line.length() < 80);
    assertThat(screen)
        .contains("AgeStructuredSIR\n    " + folder + "estimated.py:1\n")
        .contains("HalfOfWhatAModelShouldReallyHave\n    incomplete\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 80, 120})
  void linesEndWithoutBlanksAndCommandsAreNotBroken(int columns) {
    session.write("models/my data/a.csv", "");
    session.write("models/sir.py", Session.MODEL + "DATA = 'models/my data/a.csv'\n");
    session.done("init", "oci:../out");
    Session terminal = session.with(new Terminals(true, true, true, false, false, columns));
    Session.Result found = terminal.done("discover", "--explain");
    Session.Result plan = terminal.done("push", "--dry-run");
    String screen = found.out() + found.err() + plan.out() + plan.err();
    assertThat(screen.lines()).noneMatch(line -> line.endsWith(" "));
    assertThat(screen)
        .contains("next: modelops-bundle discover --save, to save")
        .contains("modelops-bundle add 'models/my data/a.csv'\n")
        .contains("modelops-bundle manifest");
  }

  @Test
  void jsonHasModelsOnlyUnlessAllAreWanted() {
    String models = session.done("discover", "--json").json("discover");
    assertThat(models).contains("\"verdict\": \"MODEL\"").doesNotContain("INCOMPLETE");
    assertThat(session.done("discover", "--json", "--all").json("discover"))
        .contains("\"verdict\": \"INCOMPLETE\"");
  }

  @Test
  void otherMethodsMayBeLookedFor() {
    assertThat(session.done("discover", "--methods", "simulate").out())
        .contains("models.half:Half");
    assertThat(session.run("discover", "--methods", ",").status()).isEqualTo(2);
  }

  @Test
  void faultsInSourcesAreMessagesWithTheirPlaceAndNoFailure() {
    session.write("models/broken.py", "class Broken(:\n");
    Session.Result found = session.done("discover");
    assertThat(found.err()).contains("warning: models/broken.py:1:").doesNotContain("error:");
    assertThat(session.done("discover", "--json").json("discover")).contains("python-syntax");
  }

  @Test
  void foundFromASubdirectoryToo() {
    assertThat(session.at("models").done("discover").out())
        .isEqualTo(session.done("discover").out());
  }

  @Test
  void plainDirectoryCanBeLookedAt() {
    directory.resolve("pyproject.toml").toFile().delete();
    assertThat(session.done("discover").out()).contains("models.sir:SIR");
  }

  @Test
  void saveKeepsWhatPyprojectSaysAndWritesOnce() {
    Session.Result saved = session.done("discover", "--save");
    assertThat(saved.err()).contains("adding    models.sir:SIR\n2 models added to pyproject.toml.");
    assertThat(session.read("pyproject.toml"))
        .startsWith("[project]\nname = \"x\"  # mine\n")
        .contains("models.sir:SIR");
    assertThat(session.done("discover", "--save", "--json").json("discover"))
        .contains("\"saved\": []");
  }

  @Test
  void numbersChooseWhereThereIsNoTerminal() {
    Session.Result chosen = session.typing("1\n\n").done("discover", "--interactive");
    assertThat(chosen.out()).isEqualTo("models.sir:SIR\n");
    assertThat(chosen.err()).contains("  1 [x] models.seir:SEIR", "  1 [ ] models.seir:SEIR");
    assertThat(session.read("pyproject.toml")).isEqualTo("[project]\nname = \"x\"  # mine\n");
  }

  @Test
  void chosenModelsAreSaved() {
    String answer =
        session
            .typing("a\n2\n\n")
            .done("discover", "--interactive", "--save", "--json")
            .json("discover");
    assertThat(answer).contains("\"selected\": [\n    \"models.sir:SIR\"\n  ]");
    assertThat(session.read("pyproject.toml"))
        .contains("models.sir:SIR")
        .doesNotContain("models.seir:SEIR");
  }

  @Test
  void savedModelThatIsNotChosenAnyMoreIsRemoved() {
    session.done("discover", "--save");
    Session.Result saved = session.typing("1\n\n").done("discover", "-i", "--save");
    assertThat(saved.err())
        .contains("removing  models.seir:SEIR\n1 model removed from pyproject.toml.\n");
    assertThat(session.read("pyproject.toml"))
        .startsWith("[project]\nname = \"x\"  # mine\n")
        .contains("models.sir:SIR")
        .doesNotContain("models.seir:SEIR");
    assertThat(session.typing("1\n\n").done("discover", "-i", "--save", "--json").json("discover"))
        .contains("\"saved\": [\n    \"models.seir:SEIR\"\n  ]", "\"removed\": []");
  }

  @Test
  void terminalIsAskedBeforeAModelIsRemoved() {
    String question = "removing  models.seir:SEIR  (models.seir:SEIR is not there)\nChange ";
    session.done("discover", "--save");
    session.write("models/seir.py", "");
    String before = session.read("pyproject.toml");
    Session terminal = session.with(new Terminals(true, true, true, false, false, 80));
    for (String no : List.of("\n", "n\n", "yellow\n", "")) {
      Session.Result kept = terminal.typing(no).run("discover", "--save", "--quiet");
      assertThat(kept.status()).isEqualTo(130);
      assertThat(kept.err()).contains(question + "pyproject.toml? [y/N] ").endsWith("cancelled\n");
      assertThat(session.read("pyproject.toml")).isEqualTo(before);
    }
    Session.Result saved = terminal.typing("Yes\n").done("discover", "--save");
    assertThat(saved.err()).contains(question, "1 model removed from pyproject.toml.");
    session.write("pyproject.toml", before);
    assertThat(terminal.typing("").done("discover", "--save", "--yes").err())
        .contains("1 model removed")
        .doesNotContain("[y/N]");
    session.write("pyproject.toml", before);
    assertThat(session.typing("").done("discover", "--save").err()).doesNotContain("[y/N]");
  }

  @Test
  void terminalIsAskedBeforeTheRuleOfPyprojectIsReplacedButNotBeforeItIsAdded() {
    Session terminal = session.with(new Terminals(true, true, true, false, false, 80));
    String first = terminal.typing("").done("discover", "--methods", "simulate", "--save").err();
    assertThat(first).contains("methods   simulate\n").doesNotContain("[y/N]");
    String before = session.read("pyproject.toml");
    Session.Result second =
        terminal.typing("n\n").run("discover", "--methods", "parameters", "--save");
    assertThat(second.status()).isEqualTo(130);
    assertThat(session.read("pyproject.toml")).isEqualTo(before);
  }

  @Test
  void savedClassThatIsRenamedIsNamedAndReplaced() {
    session.done("discover", "--save");
    session.write("models/seir.py", "from .sir import SIR\n\nclass Slow(SIR):\n    pass\n");
    Session.Result failed = session.run("manifest");
    assertThat(failed.status()).isEqualTo(2);
    assertThat(failed.err())
        .contains("'models.seir:SEIR'", "hint: modelops-bundle discover --save");
    Session.Result found = session.done("discover");
    assertThat(found.err())
        .contains("'models.seir:SEIR': models.seir:SEIR is not there", "discover --save, which");
    assertThat(session.done("discover", "--save").err())
        .contains("adding    models.seir:Slow\n")
        .contains("removing  models.seir:SEIR  (models.seir:SEIR is not there)\n")
        .contains("1 model added to, 1 model removed from pyproject.toml.");
    assertThat(session.done("discover").err()).doesNotContain("warning", "--save");
    assertThat(session.done("manifest").err()).contains("2 models");
  }

  @Test
  void classThatIsNotSurelyAModelStaysIfItWasSaved() {
    String half = "[[tool.modelops-bundle.models]]\nclass = \"models.half:Half\"\n";
    session.write("pyproject.toml", half);
    session.done("discover", "--save");
    assertThat(session.read("pyproject.toml")).startsWith(half).contains("models.sir:SIR");
    assertThat(session.typing("\n").done("discover", "-i").out()).contains("models.half:Half");
  }

  @Test
  void choosingNothingMeansNoModels() {
    session.typing("a\n\n").done("discover", "--interactive", "--save");
    assertThat(session.read("pyproject.toml")).endsWith("models = []\n");
    Session.Result refused = session.run("manifest");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("models = [] in pyproject.toml says", "discover --save");
    assertThat(session.done("discover").err()).contains("2 models found", "discover --save");
    assertThat(session.typing("\n").done("discover", "-i").out()).isEmpty();
  }

  @Test
  void methodsThatModelsWereFoundByAreSavedWithThem() {
    Session.Result found = session.done("discover", "--methods", "simulate");
    assertThat(found.err()).contains("next: modelops-bundle discover --methods simulate --save");
    Session.Result saved = session.done("discover", "--methods", "simulate", "--save");
    assertThat(saved.err()).contains("adding    models.half:Half\n", "methods   simulate\n");
    Session.Result manifest = session.done("manifest");
    assertThat(manifest.err()).contains("3 models").doesNotContain("warning");
    String before = session.read("pyproject.toml");
    assertThat(session.done("discover", "--methods", "typo", "--save").err())
        .contains("No models to save; pyproject.toml is unchanged.");
    assertThat(session.read("pyproject.toml")).isEqualTo(before);
  }

  @Test
  void wrongNumbersAreToldAndAskedAgain() {
    Session.Result chosen = session.typing("9 x\n\n").done("discover", "--interactive");
    assertThat(chosen.err()).contains("not a number from 1 to 2: 9", "not a number from 1 to 2: x");
    assertThat(chosen.out().lines()).hasSize(2);
  }

  @Test
  void leavingChoosesNothing() {
    assertThat(session.typing("q\n").run("discover", "-i", "--save").status()).isEqualTo(130);
    assertThat(session.typing("").run("discover", "-i", "--save").status()).isEqualTo(130);
    assertThat(session.read("pyproject.toml")).doesNotContain("modelops");
  }

  @Test
  void wrongPyprojectIsNamedWithLineAndColumn() {
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodels = 'x'\n");
    Session.Result result = session.run("discover", "--json");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.json("error")).contains("\"line\": 2", "\"file\": \"pyproject.toml\"");
  }

  @Test
  void configurationWithLineBreaksInATableWorksWithAWarning() {
    String listing =
        """
        [tool.modelops-bundle]
        models = [
            {
                id = "models.sir:SIRModel",
                class = "models.sir:SIRModel",
                files = ["models/**/*.py"]
            }
        ]
        """;
    session.write("models/sir.py", Session.MODEL.replace("SIR", "SIRModel"));
    session.write("models/seir.py", "").write("pyproject.toml", listing);
    assertThat(session.done("discover").err())
        .contains(
            "warning: pyproject.toml:3:6: this is TOML 1.1", "[[tool.modelops-bundle.models]]");
    assertThat(session.done("manifest").err()).contains("1 model, 4 files.");
    assertThat(session.done("discover", "--save").err()).contains("says so already");
    assertThat(session.read("pyproject.toml")).isEqualTo(listing);
  }

  @Test
  void unknownKeyOfPyprojectWarns() {
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodles = []\n");
    assertThat(session.done("discover").err()).contains("warning: pyproject.toml:2", "modles");
  }

  @Test
  void whereNothingIsFoundWhatWouldFindItIsSaidAndFindsIt() {
    session
        .write("models/sir.py", "import mesa\nclass SIR(mesa.Model): ...\n")
        .write("models/half.py", "import citysim as c\nclass Half(c.Model): ...\n");
    Session.Result found = session.done("discover");
    assertThat(found.err())
        .contains(
            "No models found.\n",
            "2 classes derive from mesa.Model, such as models/seir.py:3: --rule mesa\n",
            "1 class derives from citysim.Model, models/half.py:2: --subclass-of citysim:Model\n",
            "next: modelops-bundle discover --rule mesa\n");
    assertThat(session.done("discover", "--json").json("discover"))
        .contains("\"name\": \"citysim:Model\",\n      \"count\": 1,\n      \"rule\": null");
    assertThat(session.done("discover", "--rule", "mesa").out())
        .isEqualTo("models.seir:SEIR  models/seir.py:3\nmodels.sir:SIR    models/sir.py:2\n");
    assertThat(session.done("discover", "--subclass-of", "citysim:Model", "--rule", "mesa").out())
        .contains("models.half:Half", "models.seir:SEIR");
  }

  @Test
  void functionsAndGeneralLibrariesAreToldApart() {
    session
        .write("models/sir.py", "import simpy\ndef run():\n  return simpy.Environment()\n")
        .write("models/seir.py", "import torch\nclass Net(torch.nn.Module): ...\n")
        .write("models/half.py", "");
    assertThat(session.done("discover").err())
        .contains(
            "1 file uses simpy.Environment, models/sir.py:3\n",
            "The models may be functions or scripts, which discovery does not name.\n",
            "Other classes derive from general libraries: torch.nn.Module (1).\n");
  }

  @Test
  void otherBasesComeAfterWhatModelsMayBe() {
    session
        .write("models/sir.py", "import lab\nclass A(lab.Block): ...\n")
        .write("models/seir.py", "")
        .write("models/half.py", "");
    assertThat(session.done("discover").err())
        .contains(
            """
            No class derives from what looks like the class of a model.
            The models may be functions or scripts, which discovery does not name.
            1 class derives from lab.Block, models/sir.py:2: --subclass-of lab:Block
            """);
    session.write("models/half.py", "import simpy\nsimpy.Environment()\n");
    assertThat(session.done("discover").err())
        .contains(
            """
            1 file uses simpy.Environment, models/half.py:2
            The models may be functions or scripts, which discovery does not name.
            1 class derives from lab.Block, models/sir.py:2: --subclass-of lab:Block
            """);
  }

  @Test
  void rulesOfTheCommandLineAreSavedWithTheModels() {
    session.write(
        "models/city.py", "import citysim\nclass City(citysim.Model):\n  def step(self): ...\n");
    Session.Result saved =
        session.done("discover", "--subclass-of", "citysim:Model", "--methods", "step", "--save");
    assertThat(saved.err()).contains("adding    models.city:City\n", "rule      citysim\n");
    assertThat(session.read("pyproject.toml"))
        .endsWith(
            """

            [[tool.modelops-bundle.discovery.rule]]
            name = "citysim"
            methods = ["step"]
            subclass-of = ["citysim:Model"]
            """);
    assertThat(session.done("manifest").err()).contains("1 model, ");
    assertThat(session.done("discover", "--rule", "citysim").out()).startsWith("models.city:City");
    assertThat(session.done("discover", "--rule", "simulation", "--save", "--yes").err())
        .contains("rules     simulation\n");
    assertThat(session.done("discover").out()).contains("models.city:City", "models.sir:SIR");
  }

  @Test
  void environmentOfTheCommandLineCountsFromTheDirectoryAndIsSaved() throws IOException {
    String site = "models/env/lib/python3.12/site-packages/";
    session
        .write("models/env/conda-meta/history", "")
        .write(site + "citysim.py", "class Model:\n    def parameters(self): ...\n")
        .write(
            "models/city.py",
            "import citysim\nclass City(citysim.Model):\n    def simulate(self): ...\n");
    Session.Result found = session.at("models").done("discover", "--environment", "env");
    assertThat(found.out()).startsWith("models.city:City  ");
    assertThat(found.err())
        .contains(
            "This holds with what is installed in models/env.\n",
            "next: modelops-bundle discover --environment env --save");
    String json = session.done("discover", "--environment", "models/env", "--json").out();
    assertThat(json)
        .contains("\"environment\": \"models/env\"", "\"installed\": \"citysim\"")
        .doesNotContain(directory.toString());
    assertThat(session.done("discover", "--environment", "models/env", "--save").err())
        .contains("outside   models/env\n");
    assertThat(Files.readString(directory.resolve("pyproject.toml")))
        .contains("environment = \"models/env\"");
    assertThat(session.done("discover", "--json").out()).contains("\"id\": \"models.city:City\"");
  }

  @Test
  void wrongRulesAreWrongUsage() {
    for (String[] wrong :
        new String[][] {
          {"--rule", "messa", "there is no rule 'messa'"},
          {"--subclass-of", "mesa.Model", "--subclass-of: 'mesa.Model' is not of the form"},
          {"--decorated-with", ",", "--decorated-with names nothing"},
          {"--environment", " ", "--environment is empty"},
          {"--environment", "models", "models is no Python environment: it has no pyvenv.cfg"},
        }) {
      Session.Result result = session.run("discover", wrong[0], wrong[1]);
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains(wrong[2]);
    }
  }
}
