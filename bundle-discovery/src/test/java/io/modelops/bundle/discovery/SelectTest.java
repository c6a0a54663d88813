package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Selection;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project =
        new Project(directory)
            .with("m.py", "import base\n" + Project.model("M"))
            .with("base.py", "")
            .with("data/x.csv", "")
            .with("half.py", "class H:\n  def simulate(self): ...\n")
            .with("n.py", Project.model("N"))
            .with("key.pem", "");
  }

  private Selection select(String models) {
    project.with("pyproject.toml", "[tool.modelops-bundle]\nmodels = [" + models + "]\n");
    return project.discover().select();
  }

  @Test
  void withoutModelsInTheSettingsEveryModelIsTaken() {
    Selection selection = project.discover().select();
    assertThat(selection.models()).extracting(m -> m.id()).containsExactly("m:M", "n:N");
    assertThat(selection.issues()).isEmpty();
  }

  @Test
  void modelsOfTheSettingsAreTakenExactly() {
    Selection selection = select("{id = 'mine', class = 'm:M'}");
    assertThat(selection.models())
        .singleElement()
        .satisfies(
            model -> {
              assertThat(model.id()).isEqualTo("mine");
              assertThat(model.files()).containsExactly("base.py", "m.py");
            });
    assertThat(selection.issues()).isEmpty();
  }

  @Test
  void patternsDecideAndWhatTheyLeaveOutIsAnIssue() {
    Selection selection = select("{class = 'm:M', files = ['m.py', '**/*.csv']}");
    assertThat(selection.models().get(0).files()).containsExactly("data/x.csv", "m.py");
    assertThat(selection.issues())
        .singleElement()
        .hasToString("pyproject.toml:2:11: model 'm:M' needs 'base.py', which its files leave out");
    assertThat(selection.issues().get(0).code()).isEqualTo("outside-patterns");
  }

  @Test
  void classThatIsNoModelIsTakenWithAnIssue() {
    Selection selection = select("{class = 'half:H'}");
    assertThat(selection.models()).hasSize(1);
    assertThat(selection.issues())
        .singleElement()
        .asString()
        .startsWith("pyproject.toml:2:11: model 'half:H' is INCOMPLETE: ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{class = 'm:X'}; model-missing; no class 'm:X' looks like a model",
        "{class='m:M', files=['*.txt']}; pattern-without-match; '*.txt' matches no file",
        "{class='m:M', files=['m.py', 'gone.py']}; file-missing; there is no file 'gone.py'",
        "{class='m:M', files=['*.pem']}; files-ignored; '*.pem' matches ignored files only",
        "{class='m:M', files=['.git/**']}; pattern-without-match; '.git/**' matches no file",
      })
  void whatIsNotThereHasItsPlace(String models, String code, String message) {
    project.with(".git/config", "");
    assertThatThrownBy(() -> select(models))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(11);
            })
        .hasMessage("pyproject.toml:2:11: " + message);
  }

  /** A file system lists them in an order of its own, UTF-16 in another. */
  @Test
  void filesAreInTheOrderOfTheirBytes() {
    for (String name : new String[] {"\uFF5E", "b", "a/z", "\uD83D\uDE00", "a-", "a.b", "B"}) {
      project.with("x/" + name, "");
    }
    Selection selection = select("{class = 'm:M', files = ['x/**', 'm.py', 'base.py']}");
    assertThat(selection.models().get(0).files())
        .containsExactly(
            "base.py",
            "m.py",
            "x/B",
            "x/a-",
            "x/a.b",
            "x/a/z",
            "x/b",
            "x/\uFF5E",
            "x/\uD83D\uDE00");
  }

  @Test
  void ignoringEveryFileIsRefused() {
    project.with(".modelopsignore", "*\n");
    assertThatThrownBy(() -> project.discover().select())
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("the ignore rules leave out every file");
  }

  @Test
  void ignoringEveryFileIsRefusedForAConfiguredModelToo() {
    project.with(".modelopsignore", "*\n");
    assertThatThrownBy(() -> select("{class='m:M', files=['m.py']}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the ignore rules leave out every file");
  }
}
