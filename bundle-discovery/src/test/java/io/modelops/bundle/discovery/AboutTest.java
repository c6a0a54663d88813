package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.About.Author;
import io.modelops.bundle.value.About.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AboutTest {
  @TempDir Path directory;

  private About about() {
    return Bundle.open(directory).discover().about();
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(directory.resolve(file), content);
  }

  @Test
  void projectWithoutSuchFilesSaysNothing() {
    assertThat(about()).isEqualTo(About.nothing());
  }

  @Test
  void citationComesFirstAndPyprojectFillsIn() throws IOException {
    write(
        "pyproject.toml",
        """
        [project]
        name = "flu"
        version = "2.0"
        description = "By pyproject."
        license = { text = "MIT" }
        authors = [{ name = "Ada Lovelace", email = "ada@example.org" }, { name = "Bob" }]
        keywords = ["flu"]
        [project.urls]
        Issues = "https://example.org/issues"
        Homepage = "https://example.org"
        """);
    write(
        "CITATION.cff",
        """
        title: Flu
        abstract: >
          In two
          lines.
        version: 1.0
        doi: 10.5281/zenodo.1234
        date-released: 2026-01-31
        authors:
          - given-names: Ada
            family-names: Lovelace
            affiliation: London
        """);
    About about = about();
    assertThat(about.text(Text.TITLE)).isEqualTo("Flu");
    assertThat(about.text(Text.NAME)).isEqualTo("flu");
    assertThat(about.text(Text.VERSION)).isEqualTo("2.0");
    assertThat(about.text(Text.DESCRIPTION)).isEqualTo("In two lines.");
    assertThat(about.text(Text.LICENSE)).isEqualTo("MIT");
    assertThat(about.text(Text.URL)).isEqualTo("https://example.org");
    assertThat(about.text(Text.DOI)).isEqualTo("10.5281/zenodo.1234");
    assertThat(about.keywords()).containsExactly("flu");
    assertThat(about.released()).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(about.authors())
        .containsExactly(Author.of("Ada Lovelace").withAffiliation("London"), Author.of("Bob"));
    assertThat(about.toString()).doesNotContain("ada@example.org");
  }

  @Test
  void poetryIsReadWhereThereIsNoProjectTable() throws IOException {
    write(
        "pyproject.toml",
        """
        [tool.poetry]
        name = "flu"
        version = "3.1"
        authors = ["Ada Lovelace <ada@example.org>"]
        repository = "https://example.org/git"
        """);
    assertThat(about().text(Text.VERSION)).isEqualTo("3.1");
    assertThat(about().text(Text.URL)).isEqualTo("https://example.org/git");
    assertThat(about().authors()).containsExactly(Author.of("Ada Lovelace"));
  }

  @Test
  void membersOfAnotherTypeSayNothing() throws IOException {
    write("CITATION.cff", "title: [a]\nauthors: none\nkeywords: {a: b}\ndate-released: soon\n");
    write("pyproject.toml", "[project]\nname = 1\nauthors = [1]\nkeywords = 2\n");
    assertThat(about()).isEqualTo(About.nothing());
    write("CITATION.cff", "- a list\n");
    assertThat(about()).isEqualTo(About.nothing());
  }

  @Test
  void citationThatIsNoYamlIsAnErrorWithItsPlace() throws IOException {
    write("CITATION.cff", "title: Flu\nauthors: [\n");
    var wrong = catchThrowableOfType(ConfigurationException.class, this::about);
    assertThat(wrong.errorCode()).isEqualTo(ErrorCode.ABOUT_SYNTAX);
    assertThat(wrong.file()).isEqualTo("CITATION.cff");
    assertThat(wrong.line()).isEqualTo(3);
  }

  @Test
  void citationThatGrowsWhileItIsReadEndsInAnError() throws IOException {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      String before = "*" + (char) (c - 1);
      bomb.append(c + ": &" + c + " [" + (before + ",").repeat(8) + before + "]\n");
    }
    write("CITATION.cff", bomb.toString());
    assertThat(catchThrowableOfType(ConfigurationException.class, this::about).errorCode())
        .isEqualTo(ErrorCode.ABOUT_SYNTAX);
    write("CITATION.cff", "a: " + "[".repeat(100_000));
    assertThat(catchThrowableOfType(ConfigurationException.class, this::about).errorCode())
        .isEqualTo(ErrorCode.ABOUT_SYNTAX);
  }
}
