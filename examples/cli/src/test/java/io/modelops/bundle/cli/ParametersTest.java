package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
  private static final String MODEL =
      """
      class SEIR:
          SPACE = ParameterSpace((
              ParameterSpec("beta", 0.25, 0.5, "float", doc="Contacts."),
              ParameterSpec("days", 3, 5, kind="int"),
          ))

          def __init__(self, seed=7, label="a", rate=ss.lognorm(10), size=1 / 3): ...

          def simulate(self): ...

          def parameters(self): ...

          @model_output("prevalence")
          def extract(self): ...

          @model_scenario
          def lockdown(self): ...
      """;

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void start() {
    session = Session.in(directory).write("pyproject.toml", "").write("models.py", MODEL);
  }

  @Test
  void reportIsValidAndTellsWhatIsLiteral() {
    assertThat(session.done("discover", "--json").json("discover"))
        .contains(
            """
                      "default": {
                        "text": "1 / 3",
                        "value": null,
                        "computed": true
                      },
            """,
            """
                      "lower": {
                        "text": "0.25",
                        "value": 0.25,
                        "computed": false
                      },
            """,
            "\"doc\": \"Contacts.\"",
            "\"method\": \"extract\"",
            "\"name\": \"lockdown\"");
  }

  @Test
  void explanationNamesThem() {
    assertThat(session.done("discover", "--explain").out())
        .contains(
            "    parameters: seed = 7, label = \"a\", rate = ss.lognorm(10), size = 1 / 3,"
                + " beta in 0.25 to 0.5, days in 3 to 5\n",
            "    outputs: prevalence\n",
            "    scenarios: lockdown\n");
  }

  /** The program of the guide, on nothing but the report. */
  @Test
  void programOfTheGuideSamplesTheParameters() throws IOException, InterruptedException {
    Programs.require("python3");
    String guide = Files.readString(Path.of("README.md"));
    String section = guide.substring(guide.indexOf("## Parameters of a model"));
    Matcher program = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(section);
    assertThat(program.find()).isTrue();
    Path sample = Files.writeString(directory.resolve("sample.py"), program.group(1));
    String report = session.done("discover", "--json").out();
    Process process =
        new ProcessBuilder("python3", sample.toString())
            .redirectInput(Files.writeString(directory.resolve("report"), report).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      lines = output.lines().toList();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(lines)
        .singleElement()
        .asString()
        .matches(
            "models:SEIR \\{\"seed\": 7, \"label\": \"a\", \"rate\": null, \"size\": null,"
                + " \"beta\": 0\\.(2[5-9]|[34])\\d*, \"days\": [345]}");
  }
}
