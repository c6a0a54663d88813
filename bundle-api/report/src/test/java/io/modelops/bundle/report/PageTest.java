package io.modelops.bundle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says, without a browser. */
class PageTest {
  @TempDir Path directory;

  /** What stands between tags, as a reader sees it. */
  private static String read(String html) {
    return html.replaceAll("(?s)<(style|script)\\b.*?</\\1>", "")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  @Test
  void sameProjectGivesTheSameBytesWhereverItLies() throws IOException {
    for (ReportFormat format : ReportFormat.values()) {
      var first = new ByteArrayOutputStream();
      var second = new ByteArrayOutputStream();
      new Project(directory.resolve("one")).withModels(12).report().writeTo(first, format);
      new Project(directory.resolve("two/deeper")).withModels(12).report().writeTo(second, format);
      assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
      assertThat(first.toString(StandardCharsets.UTF_8))
          .endsWith("\n")
          .doesNotContain(directory.toString(), "\r");
    }
  }

  @Test
  void modelsHaveWhatIsKnownOfThem() {
    assertThat(read(new Project(directory).withModels(2).html()))
        .contains("2 models in the bundle", "8 files", "Bundle sha256:")
        .contains("city.area0.town1:Town1", "The town number 1.", "4 parameters")
        .contains("simulate defined in city.area0.town1:Town1, src/city/area0/town1.py:14")
        .contains("rates.DAYS computed", "numpy>=1.26", "mesa, undeclared")
        .contains("Data it mentions that is not in the bundle", "data/town.csv");
  }

  @Test
  void filesHaveTheirSizeAndWhyTheyAreThere() {
    assertThat(read(new Project(directory).withModels(2).html()))
        .contains("src/city/area0/town0.py3031defines city.area0.town0:Town0")
        .contains("src/city/base.py602needed by city.area0.town0:Town0, in 2 steps")
        .contains("src/city/area0/town0.py:2 imports src/city/area0/common.py")
        .contains("src/city/area0/common.py:1 imports src/city/base.py");
  }

  @Test
  void graphStandsThereAsAListToo() {
    assertThat(read(new Project(directory).withModels(2).html()))
        .contains("src/city/area0/common.py imports src/city/base.py")
        .contains("city.area0.common:Local derives from city.base:Base")
        .contains("city.base:Base derives from mesa.Model")
        .doesNotContain("imports src/city/__init__.py,");
  }

  @Test
  void problemsAndNearMissesAreTold() {
    assertThat(read(new Project(directory).withModels(1).html()))
        .contains("3 problems", "errorsrc/city/broken.py:1:6never closedpython-syntax")
        .contains("3 classes that are no models", "city.draft:Draft incomplete")
        .contains("parameters missing");
  }

  @Test
  void modelsThatAreNotChosenAreNamedApart() {
    Project project = new Project(directory).withModels(2);
    project.with(
        "pyproject.toml",
        "[tool.modelops-bundle]\nmodels = [{id = 'town', class = 'city.area0.town0:Town0'}]\n");
    assertThat(read(project.html()))
        .contains("1 model in the bundle, 1 left out", "Class city.area0.town0:Town0")
        .contains("Models that are not in the bundle", "city.area0.town1:Town1")
        .doesNotContain("src/city/area0/town1.py3031defines");
  }

  @Test
  void whereNoModelIsFoundTheSourcesHintAtSome() {
    Project project = new Project(directory);
    project.with("a.py", "import citysim\nclass A(citysim.Model): ...\n");
    project.with("b.py", "import citysim\nclass B(citysim.Model): ...\n");
    assertThat(read(project.html()))
        .contains("0 models in the bundle", "2 classes derive from citysim.Model, such as a.py:2")
        .contains("subclass-of = [\"citysim:Model\"]", "No file is in the bundle.")
        .contains("There is nothing to draw.");
  }

  @Test
  void emptyProjectIsReportedToo() {
    String html = new Project(directory).with("README.md", "").html();
    assertThat(read(html)).contains("No model is in the bundle.", "No rule finds one.");
    assertThat(html).contains("id=\"problems\"").doesNotContain("id=\"suggestions\"");
  }

  @Test
  void bundleThatCannotBeMadeIsAProblem() {
    Project project = new Project(directory).withModels(1);
    project.with("aux.py", "").with("src/city/rates.py", "import aux\nDAYS = 1\n");
    assertThat(read(project.html()))
        .contains("The bundle cannot be made: ", "aux.py")
        .contains("city.area0.town0:Town0")
        .doesNotContain(directory.toString());
  }

  @Test
  void whatTheProjectSaysIsTextAndNeverMarkup() {
    String html = HostileProject.in(directory).html();
    assertThat(read(html))
        .contains(HostileProject.SHOWN, HostileProject.DIRECTORY, HostileProject.DATA)
        .contains(HostileProject.ID);
    assertThat(html)
        .doesNotContain("<script>document", "<img", "<b onclick", "<!--<", "\u202e", "\u0007");
  }
}
