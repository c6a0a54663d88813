package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code why}. */
class WhyTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void project() {
    session =
        Session.in(directory.resolve("project"))
            .write("pyproject.toml", "")
            .write("models/__init__.py", "")
            .write("models/sir.py", "from models import base\n\n\n" + Session.MODEL)
            .write("models/base.py", "import models.rates\nopen('data/x.csv')\n")
            .write("models/rates.py", "")
            .write("data/x.csv", "1\n")
            .write("data/y.csv", "1\n")
            .write(".modelopsignore", "\ndata/y.*\n");
  }

  private String why(String... command) {
    Session.Result result = session.run(command);
    assertThat(result.status()).isZero();
    return result.out();
  }

  @Test
  void aFileThatAModelNeedsHasTheImportsThatLeadThere() {
    assertThat(why("why", "models/rates.py"))
        .isEqualTo(
            """
            models/rates.py is in the next bundle.
              models.sir:SIR needs it:
                models/sir.py:1 imports models/base.py
                models/base.py:1 imports models/rates.py
            """);
    assertThat(why("why", "models/__init__.py")).contains("its file is in the package of models/");
  }

  @Test
  void theModelsOwnFileAndWhatWasAdded() {
    session.done("init");
    session.done("add", "data/x.csv");
    assertThat(why("why", "data/x.csv")).endsWith("is in the next bundle.\n  it was added\n");
    assertThat(why("why", "models/sir.py")).contains("models.sir:SIR is defined in it, models/sir");
  }

  @Test
  void pathsCountFromWhereTheyAreTyped() {
    Session.Result result = session.at("data").run("why", "x.csv");
    assertThat(result.out())
        .isEqualTo(
            """
            data/x.csv is not in the next bundle.
              models.sir:SIR mentions it, models/base.py:2
            """);
    assertThat(result.err()).contains("next: modelops-bundle add x.csv, if the bundle needs it");
  }

  @Test
  void theRuleThatIgnoresAFileIsNamed() {
    assertThat(why("why", "data/y.csv")).contains("ignored by .modelopsignore, .modelopsignore:2");
    assertThat(why("why", "gone.csv")).contains("there is no such file");
  }

  @Test
  void theAnswerInJsonIsValidByItsSchema() {
    session.write(
        "pyproject.toml",
        "[tool.modelops-bundle]\nmodels = [{ class = 'models.sir:SIR', files = ['*/*.py'] }]\n");
    for (String file : new String[] {"models/base.py", "data/x.csv", "data/y.csv", "gone.py"}) {
      session.run("why", file, "--json").json("why");
    }
    session.write("pyproject.toml", "");
    assertThat(session.run("why", "models/rates.py", "--json").json("why"))
        .contains("\"kind\": \"import\"", "\"to\": \"models/rates.py\"");
  }

  @Test
  void patternsAndDirectoriesAreNoFile() {
    assertThat(session.run("why", "data/*.csv").status()).isEqualTo(2);
    assertThat(session.run("why", ".").status()).isEqualTo(2);
    assertThat(session.run("why", "../x").status()).isEqualTo(2);
    assertThat(session.run("why").status()).isEqualTo(2);
  }
}
