package io.modelops.bundle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole JSON answers, byte for byte. In the expected ones, DIR stands for the directory. */
class AnswersTest {
  private static final String MODELS =
      """
      import abc

      import mesa


      class Base(abc.ABC):
          \"""Ein "Maß" \\\\ 𝛽\\t—\"""

          @abc.abstractmethod
          def parameters(self): ...

          def simulate(self, seed=1, *, größe="x"):
              return open("data/naïve β.csv")


      class SIR(Base):
          def parameters(self):
              return {}


      class Agent(mesa.Model):
          def simulate(self): ...
      """;

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void project() {
    session =
        Session.in(directory.resolve("project"))
            .write("pyproject.toml", "")
            .write("models.py", MODELS)
            .write("broken.py", "def f(:\n    pass\n")
            .write("data/naïve β.csv", "1\n")
            .write(".modelopsignore", "*.log\n")
            .write("run.log", "x\n");
  }

  private void expect(String name, String... command) {
    String answer = session.run(command).out();
    assertThat(answer.replace(directory.toString(), "DIR")).isEqualTo(expected(name));
  }

  private static String expected(String name) {
    try (InputStream in = AnswersTest.class.getResourceAsStream("answers/" + name + ".json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void initTellsWhereItIsAndWhatItMade() {
    expect("init", "init", "--with-template", "--registry", "oci:../layout", "--json");
  }

  @Test
  void discoverTellsOfEveryClassAndFault() {
    expect("discover", "discover", "--all", "--json");
    expect("discover-save", "discover", "--save", "--json");
  }

  @Test
  void manifestTellsWhatItWrote() {
    expect("manifest", "manifest", "--json");
    expect("manifest-again", "manifest", "--json");
  }

  @Test
  void manifestCheckTellsWhatDiffers() {
    expect("manifest-check-missing", "manifest", "--check", "--json");
    session.done("manifest");
    session.write("models.py", MODELS.replace("größe", "size")).write("more.py", Session.MODEL);
    expect("manifest-check-stale", "manifest", "--check", "--json");
  }

  @Test
  void addAndRemoveTellOfEachFile() {
    session.done("init");
    expect("add", "add", "data", "run.log", "--json");
    expect("add-again", "add", "data", "--json");
    expect("remove", "remove", "data/naïve β.csv", "models.py", "--json");
    session.done("add", "data");
    expect("remove-rm", "remove", "--rm", "--force", "data/naïve β.csv", "--json");
  }

  @Test
  void statusTellsOfTrackedAndUntrackedFiles() {
    session.done("init");
    session.done("add", "data");
    expect("status", "status", "--json");
    session.done("init", "oci:../layout");
    session.done("push");
    session.write("data/naïve β.csv", "changed\n");
    expect("status-offline", "status", "--offline", "--json");
  }

  @Test
  void diffTellsOfModelsAndFiles() {
    session.done("init", "oci:../layout");
    session.done("push");
    session.done("add", "data");
    session.write("models.py", MODELS.replace("größe", "size"));
    expect("diff", "diff", "--json");
  }

  @Test
  void errorsCarryTheDataOfTheirKind() {
    expect("error-status", "status", "--json");
    session.done("init");
    expect("error-inspect", "inspect", "oci:../layout:v1", "--json");
    expect("error-add", "add", "naïve \"β\".csv", "--json");
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodels = \"β\"\n");
    expect("error-discover", "discover", "--json");
  }
}
