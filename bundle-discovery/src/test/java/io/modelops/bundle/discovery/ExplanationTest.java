package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Selection;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Explanation.Ground;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Relations;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a file is in the next bundle, or is not. */
class ExplanationTest {
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private String why(String path) {
    return said(project.discover().select().why(path));
  }

  private static String said(Explanation explanation) {
    return (explanation.isBundled() ? "in:" : "out:")
        + explanation.grounds().stream()
            .map(ExplanationTest::said)
            .collect(Collectors.joining(";"));
  }

  private static String said(Ground ground) {
    StringBuilder text = new StringBuilder(" " + ground.kind());
    for (Object part : new Object[] {ground.model(), ground.text(), ground.place()}) {
      text.append(part == null ? "" : " " + part);
    }
    for (Step step : ground.steps()) {
      text.append(" > ").append(step.kind());
      text.append(step.place() == null ? "" : " " + step.place()).append(" ").append(step.file());
    }
    return text.toString();
  }

  @Test
  void theFileOfAModelDefinesIt() {
    project.with("sir.py", "\n" + Project.model("SIR"));
    assertThat(why("sir.py")).isEqualTo("in: DEFINES sir:SIR sir.py:2");
  }

  @Test
  void theShortestChainOfImportsIsToldWithThePlaceOfEach() {
    project.with("m.py", "import a\nfrom b import x\n" + Project.model("M"));
    project.with("a.py", "\nimport c\n").with("c.py", "import d\n").with("d.py", "import e\n");
    project.with("b.py", "def f():\n    from d import y\n").with("e.py", "");
    assertThat(why("e.py"))
        .isEqualTo("in: NEEDED m:M > IMPORT m.py:2 b.py > IMPORT b.py:2 d.py > IMPORT d.py:1 e.py");
  }

  @Test
  void packagesAreNeededByWhatLiesInThemAndByImportsFromThem() {
    project.with("pkg/__init__.py", "").with("pkg/sub/__init__.py", "");
    project.with("pkg/sub/m.py", Project.model("M"));
    project.with("other/__init__.py", "").with("other/n.py", "");
    project.with("k.py", "import other.n\n" + Project.model("K"));
    assertThat(why("pkg/__init__.py"))
        .isEqualTo("in: NEEDED pkg.sub.m:M > PACKAGE pkg/__init__.py");
    assertThat(why("other/__init__.py"))
        .isEqualTo("in: NEEDED k:K > PACKAGE_OF_IMPORT k.py:1 other/__init__.py");
  }

  @Test
  void aModuleIsNeededForTheBaseThatIsDefinedThere() {
    project.with("base.py", Project.model("Base")).with("hub.py", "x = 1\n");
    project.with("via.py", "from base import Base\n");
    project.with(
        "m.py", "import importlib\nv = importlib.import_module('via')\n" + Project.model("M"));
    assertThat(why("base.py"))
        .isEqualTo(
            "in: DEFINES base:Base base.py:1;"
                + " NEEDED m:M > IMPORT m.py:2 via.py > IMPORT via.py:1 base.py");
  }

  @Test
  void stubsAreNeededByTheSourceThatLoadsThem() {
    project.with(
        "pkg/__init__.py",
        "import lazy_loader as lazy\na = lazy.attach_stub(__name__, __file__)\n");
    project.with("pkg/__init__.pyi", "from .n import N\n").with("pkg/n.py", "");
    project.with("m.py", "import pkg\n" + Project.model("M"));
    assertThat(why("pkg/__init__.pyi"))
        .isEqualTo("in: NEEDED m:M > IMPORT m.py:1 pkg/__init__.py > STUB pkg/__init__.pyi");
    assertThat(why("pkg/n.py")).contains("> IMPORT pkg/__init__.py:2 pkg/n.py");
  }

  @Test
  void patternsOfAModelDecideAndMayLeaveOutWhatItNeeds() {
    project.with("m.py", "import n\n" + Project.model("M")).with("n.py", "").with("d/x.csv", "");
    project.with(
        "pyproject.toml",
        "[tool.modelops-bundle]\n\nmodels = [{class = 'm:M', files = ['m.py', 'd/*.csv']}]\n");
    assertThat(why("d/x.csv")).isEqualTo("in: PATTERN m:M d/*.csv pyproject.toml:3");
    assertThat(why("n.py")).isEqualTo("out: OUTSIDE_PATTERNS m:M pyproject.toml:3");
  }

  @Test
  void aFileThatOnlyAModelNotChosenNeedsIsLeftOut() {
    project.with("m.py", Project.model("M")).with("k.py", "import n\n" + Project.model("K"));
    project.with("n.py", "");
    project.with("pyproject.toml", "[tool.modelops-bundle]\nmodels = [{class = 'm:M'}]\n");
    assertThat(why("n.py")).isEqualTo("out: NOT_SELECTED k:K k.py:2");
  }

  @Test
  void aFileThatAModelMentionsIsNoPartOfIt() {
    project.with("m.py", "x = open('data/x.csv')\n" + Project.model("M")).with("data/x.csv", "");
    assertThat(why("data/x.csv")).isEqualTo("out: MENTIONED m:M m.py:1");
  }

  @Test
  void theRuleThatLeavesAFileOutIsNamed() {
    project.with("m.py", Project.model("M")).with("sub/deep/x.py", "").with("sub/y.py", "");
    project.with(".modelopsignore", "# rules\n\nsub/deep/\n").with("sub/.modelopsignore", "*.py");
    assertThat(why("sub/deep/x.py")).isEqualTo("out: OMITTED IGNORED .modelopsignore:3");
    assertThat(why("sub/y.py")).isEqualTo("out: OMITTED IGNORED sub/.modelopsignore:1");
    assertThat(why("m.pyc")).isEqualTo("out: OMITTED DEFAULT");
    assertThat(why("build/z.py")).isEqualTo("out: OMITTED PRUNED");
    assertThat(why(".hidden")).isEqualTo("out: OMITTED PRUNED");
  }

  @Test
  void filesThatNothingLeadsToAndThoseThatAreNotThere() {
    project.with("m.py", Project.model("M")).with("lone.py", "");
    assertThat(why("lone.py")).isEqualTo("out: UNREACHED");
    assertThat(why("gone.py")).isEqualTo("out: ABSENT");
    assertThatThrownBy(() -> why("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatTheCallerNamesIsGiven() {
    project.with("m.py", Project.model("M")).with("x.csv", "");
    Selection selection = project.discover().select(m -> true).with(List.of("x.csv"));
    assertThat(said(selection.why("x.csv"))).isEqualTo("in: GIVEN");
    List<Model> models = project.discover().models();
    assertThat(said(Bundle.open(directory).select(models).why("m.py")))
        .isEqualTo("in: DEFINES m:M m.py:1");
  }

  @Test
  void everyFileOfAModelHasAChain() {
    project
        .with("a/__init__.py", "from .b import *\n")
        .with("a/b.py", "from . import c\n__all__ = ['c']\n");
    project
        .with("a/c.py", "import d\n")
        .with("d.py", "try:\n  import e\nexcept ImportError: pass\n");
    project.with("e.py", "import a.b\n").with("m.py", "from a import *\n" + Project.model("M"));
    Selection selection = project.discover().select();
    List<String> files = selection.models().get(0).files();
    assertThat(files).hasSize(6);
    for (String file : files) {
      Ground ground = selection.why(file).grounds().get(0);
      List<Step> steps = ground.steps();
      assertThat(file.equals("m.py") || steps.get(steps.size() - 1).file().equals(file)).isTrue();
    }
  }

  @Test
  void ofAllFilesAtOnceTheNearestModelIsTold() {
    project.with("a.py", "import far\n" + Project.model("A")).with("far.py", "import shared\n");
    project.with("b.py", "\nimport shared\n" + Project.model("B")).with("shared.py", "");
    project.with("c.py", Project.model("C")).with("c.csv", "").with("notes.md", "");
    project.with(
        "pyproject.toml",
        """
        [tool.modelops-bundle]
        models = [
          {class = 'a:A'}, {class = 'b:B'},
          {class = 'c:C', files = ['c.*', 'shared.py']}]
        """);
    Selection selection = project.discover().select().with(List.of("notes.md", "b.py"));
    assertThat(selection.explanations())
        .extracting(each -> each.path() + " " + said(each))
        .containsExactly(
            "a.py in: DEFINES a:A a.py:2",
            "b.py in: DEFINES b:B b.py:3; GIVEN",
            "c.csv in: PATTERN c:C c.* pyproject.toml:4",
            "c.py in: PATTERN c:C c.* pyproject.toml:4",
            "far.py in: NEEDED a:A > IMPORT a.py:1 far.py",
            "notes.md in: GIVEN",
            "shared.py in: PATTERN c:C shared.py pyproject.toml:4");
  }

  @Test
  void ofSeveralModelsTheFewestImportsAreTold() {
    project.with("a.py", "import far\n" + Project.model("A")).with("far.py", "import shared\n");
    project.with("b.py", "\nimport shared\n" + Project.model("B")).with("shared.py", "");
    assertThat(said(project.discover().select().explanations().get(3)))
        .isEqualTo("in: NEEDED b:B > IMPORT b.py:2 shared.py");
  }

  @Test
  void relationsHaveEachWayInWhichAFileIsNeededOnce() {
    project.with("pkg/__init__.py", "").with("pkg/m.py", "import os\nfrom pkg import n, n\n");
    project.with("pkg/n.py", "from pkg import n\n").with("other.py", "import pkg.n\n");
    project.with("pkg/k.py", "from . import m\nfrom pkg.m import x\n" + Project.model("K"));
    assertThat(needs(project.discover().select().relations()))
        .containsExactly(
            "pkg/k.py > PACKAGE pkg/__init__.py; IMPORT pkg/k.py:1 pkg/m.py;"
                + " IMPORT pkg/k.py:1 pkg/__init__.py;"
                + " PACKAGE_OF_IMPORT pkg/k.py:2 pkg/__init__.py",
            "pkg/m.py > PACKAGE pkg/__init__.py; IMPORT pkg/m.py:2 pkg/n.py;"
                + " IMPORT pkg/m.py:2 pkg/__init__.py",
            "pkg/n.py > PACKAGE pkg/__init__.py; IMPORT pkg/n.py:1 pkg/__init__.py");
  }

  private static List<String> needs(Relations relations) {
    return relations.needs().entrySet().stream()
        .map(
            each ->
                each.getValue().stream()
                    .map(
                        step ->
                            step.kind()
                                + (step.place() == null ? " " : " " + step.place() + " ")
                                + step.file())
                    .collect(Collectors.joining("; ", each.getKey() + " > ", "")))
        .toList();
  }

  @Test
  void classesDeriveFromTheClassesThatTheirBasesCanBe() {
    project.with(
        "base.py",
        """
        import abc, mesa
        class Root(mesa.Model, abc.ABC): ...
        class Unused(Root): ...
        """);
    project.with(
        "m.py",
        """
        try:
            import fast
            from fast import Base
        except ImportError:
            from base import Root as Base
        """
            + Project.model("M").replace("class M", "class M(Base, made())"));
    assertThat(project.discover().select().relations().classes().values())
        .extracting(each -> each.className() + " " + each.location() + " " + each.bases())
        .containsExactly("base:Root base.py:2 [mesa.Model]", "m:M m.py:6 [base:Root, fast.Base]");
  }
}
