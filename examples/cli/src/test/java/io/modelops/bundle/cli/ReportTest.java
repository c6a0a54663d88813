package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code report}. */
class ReportTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void project() {
    session =
        Session.in(directory.resolve("project"))
            .write("pyproject.toml", "")
            .write("models/__init__.py", "")
            .write("models/sir.py", "from models import base\n\n\n" + Session.MODEL)
            .write("models/base.py", "import this is wrong\n");
  }

  private Path file(String name) {
    return directory.resolve("project").resolve(name);
  }

  @Test
  void pageIsWrittenWhereTheCommandIsTypedAndMayBeWrittenAgain() throws IOException {
    Session.Result result = session.at("models").run("report");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo(file("models/modelops-report.html") + "\n");
    assertThat(result.err())
        .contains("1 model, 2 problems.", "next: open modelops-report.html in a browser");
    String page = Files.readString(file("models/modelops-report.html"));
    assertThat(page).contains("models.sir:SIR", "invalid syntax").endsWith("</html>\n");
    assertThat(session.at("models").run("report").status()).isZero();
    assertThat(file("models/modelops-report.html")).content().isEqualTo(page);
  }

  @Test
  void pageIsNoPartOfTheBundle() {
    session.done("init");
    session.done("report");
    assertThat(session.run("status").out()).doesNotContain("modelops-report.html");
    assertThat(session.run("add", ".").status()).isZero();
    assertThat(session.run("status").out()).contains("pyproject.toml");
    assertThat(session.run("status").out()).doesNotContain("modelops-report.html");
  }

  @Test
  void fileOfSomebodyElseStaysUnlessForced() {
    session.write("modelops-report.html", "<p>notes</p>").write("empty.html", "");
    Session.Result refused = session.run("report");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("is no report", "--output", "--force");
    assertThat(file("modelops-report.html")).hasContent("<p>notes</p>");
    assertThat(session.run("report", "--force").status()).isZero();
    assertThat(file("modelops-report.html")).content().startsWith("<!DOCTYPE html>");
    assertThat(session.run("report", "-o", "empty.html").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "mermaid", "dot"})
  void eachFormatGoesToAFileOrToStandardOutput(String format) {
    String text = session.run("report", "--format", format, "--output", "-").out();
    assertThat(text).contains("modelops-bundle report", "models.sir:SIR");
    session.done("report", "--format", format, "-o", "graph");
    assertThat(file("graph")).hasContent(text);
    assertThat(session.run("report", "--format", format, "-o", "graph").status()).isZero();
    assertThat(session.run("report", "--format", format, "-o", "-", "--json").json("report"))
        .contains("\"format\": \"" + format + "\"", "\"file\": null", "models.sir:SIR");
  }

  @Test
  void graphsGoToStandardOutputByThemselves() {
    assertThat(session.run("report", "--format", "dot").out()).startsWith("// ").endsWith("}\n");
    assertThat(session.run("report", "--format", "mermaid").out()).contains("flowchart");
    assertThat(directory.resolve("project")).isDirectoryNotContaining("glob:**report*");
  }

  @Test
  void answerInJsonNamesTheFile() {
    assertThat(session.run("report", "--json").json("report"))
        .contains("\"file\": \"" + file("modelops-report.html") + "\"", "\"text\": null");
  }

  @Test
  void whereThereIsNoProjectTheDirectoryIsReported() throws IOException {
    Session other = Session.in(directory.resolve("other")).write("sir.py", Session.MODEL);
    assertThat(other.run("report", "-o", "page.html").status()).isZero();
    assertThat(directory.resolve("other/page.html")).content().contains("sir:SIR");
  }

  @Test
  void whatCannotBeWrittenIsSaid() {
    assertThat(session.run("report", "--format", "pdf").err()).contains("no format pdf");
    assertThat(session.run("report", "--format", "pdf").status()).isEqualTo(2);
    assertThat(session.run("report", "-o", "models").err()).contains("models is a directory");
    Session.Result result = session.run("report", "-o", "nowhere/page.html");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("nowhere/page.html: there is no such directory");
  }
}
