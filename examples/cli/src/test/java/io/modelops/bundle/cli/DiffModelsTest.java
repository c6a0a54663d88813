package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffModelsTest {
  private static final String SHOWN =
      """
      from  %s
      to    this project

        added    models:Added
        removed  models:Gone
        changed  models:SIR
            parameter beta: default 0.3 -> 0.25
      """;

  @TempDir Path directory;
  private Session old;
  private Session now;

  @BeforeEach
  void start() {
    String gone = Session.MODEL.replace("class SIR", "class Gone");
    old = Session.in(directory.resolve("old"));
    old.write("pyproject.toml", "").write("models.py", Session.MODEL + gone);
    now = Session.in(directory.resolve("now"));
    now.write("pyproject.toml", "")
        .write(
            "models.py",
            Session.MODEL.replace("0.3", "0.25") + gone.replace("class Gone", "class Added"));
  }

  @Test
  void modelsOfAnotherDirectoryAreComparedWithThoseOfTheProject() {
    assertThat(now.done("diff", "--models", "../old").out()).isEqualTo(SHOWN.formatted("../old"));
  }

  @Test
  void keptReportSaysWhatTheDirectorySaid() {
    now.write("kept.json", old.done("discover", "--json", "--all").out());
    assertThat(now.done("diff", "--models", "kept.json").out())
        .isEqualTo(SHOWN.formatted("kept.json"));
    now.write("kept.json", now.done("discover", "--json").out());
    Session.Result same = now.done("diff", "--models", "kept.json");
    assertThat(same.out()).isEqualTo("from  kept.json\nto    this project\n");
    assertThat(same.err()).isEqualTo("No difference.\n");
  }

  @Test
  void answerIsADocument() {
    assertThat(now.done("diff", "--models", "../old", "--json").json("diff-models"))
        .isEqualTo(
            """
            {
              "added": [
                "models:Added"
              ],
              "removed": [
                "models:Gone"
              ],
              "changed": [
                {
                  "id": "models:SIR",
                  "changes": [
                    "parameter beta: default 0.3 -> 0.25"
                  ]
                }
              ]
            }
            """);
  }

  @Test
  void whatCannotBeComparedIsWrongUsage() {
    now.write("other.json", "{}");
    for (String other : new String[] {"other.json", "missing", "pyproject.toml"}) {
      Session.Result result = now.run("diff", "--models", other);
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains(other + " cannot be compared: ");
    }
    Session.Result both = now.run("diff", "--models", "../old", "oci:layout");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("--models compares no bundles");
  }
}
