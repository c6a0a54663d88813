package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(saved.err()).contains("2 models saved in pyproject.toml");
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
  void unknownKeyOfPyprojectWarns() {
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodles = []\n");
    assertThat(session.done("discover").err()).contains("warning: pyproject.toml:2", "modles");
  }
}
