package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search of a project of many sources, which parses only those that can matter. */
class RelevantSourcesTest {
  private static final int MANY = 101;
  private static final int PACKAGES = Sweeps.areWhole() ? 150 : 12;
  private static final DiscoveryOptions OPTIONS = DiscoveryOptions.defaults();

  @TempDir Path directory;

  /** A project with so many other sources that not all are parsed. */
  private Project large() {
    Project project = new Project(directory);
    for (int i = 0; i < MANY; i++) {
      project.with("other/o%d.py".formatted(i), "class Other%d: ...\n".formatted(i));
    }
    return project;
  }

  @Test
  void modelsOfGeneratedPackagesAreThoseThatParsingEverythingFinds() {
    Project project = large();
    for (int i = 0; i < PACKAGES; i++) {
      new GeneratedPackage("a", i).write(project);
      same(project);
      new GeneratedHierarchy("b", i).write(project);
      new GeneratedExports("c", i).write(project);
      same(project);
    }
  }

  private static void same(Project project) {
    Discovery all = project.discover(OPTIONS.withExhaustive());
    Discovery found = project.discover(OPTIONS);
    assertThat(found.models()).isEqualTo(all.models());
    assertThat(found.candidates())
        .isSubsetOf(all.candidates())
        .containsAll(
            all.candidates().stream().filter(RelevantSourcesTest::hasFirstMethod).toList());
    assertThat(found.issues()).isSubsetOf(all.issues());
  }

  private static boolean hasFirstMethod(Model candidate) {
    return candidate.reasons().stream().anyMatch(RelevantSourcesTest::isOfFirstMethod);
  }

  private static boolean isOfFirstMethod(Reason reason) {
    return "simulate".equals(reason.method())
        && reason.text().matches(".* (defined|assigned|abstract) in .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def simulate(self): ...",
        "def \\\n simulate (self): ...",
        "async def simulate(self): ...",
        "def simulate[T](self): ...",
        "simulate = f",
        "simulate \\\n = f",
        "x = simulate = f",
        "simulate: object = f",
        "simulate, x = f, f",
        "[x, simulate] = f, f",
        "(simulate) = f",
        "x, *simulate = f, f",
        "for simulate in (f,): ...",
        "for x, simulate in ((f, f),): ...",
        "with f() as simulate: ...",
        "with f() as simulate, f() as x: ...",
        "with (f() as simulate): ...",
        "x = (simulate := f)",
        "if (simulate:=f): ...",
        "from lib import simulate",
        "from lib import simulate, x",
        "from lib import (x,\n    simulate\n  )",
        "from lib import x as simulate # comment",
        "from lib import x as simulate; y = 1",
        "from lib import x as \\\n    simulate",
        "class simulate: ...",
        "class simulate(object): ...",
        "try: ...\n  except Exception as simulate: ...",
        "match f:\n    case simulate: ...",
        "match f:\n    case [*simulate]: ...",
        "match f:\n    case {'a': 1, **simulate}: ...",
        "match f:\n    case int(x) | str(x) as simulate: ...",
        "type simulate = int",
        "ſimulate = f",
        "ｓimulate = f",
      })
  void whateverBindsAMethodMatters(String statement) {
    Project project = large();
    String body = "  %s\n  def parameters(self): ...\n".formatted(statement);
    project.with("m.py", "from lib import f\nclass M:\n" + body);
    project.with(
        "n.py",
        "from lib import f\nclass N: " + (statement.contains("\n") ? "..." : "x=1; y=2") + "\n");
    same(project);
    assertThat(project.discover().candidates()).extracting(Model::id).contains("m:M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from base import Base\nclass M(Base): ...",
        "from base import Base as B\nclass M(B): ...",
        "import base\nclass M(base.Base): ...",
        "import base as b\nX = b.Base\nclass M(X): ...",
        "from base import *\nclass M(Base): ...",
        "import other.way\nclass M(other.way.Way): ...",
        "from other.star import Base\nclass M(Base): ...",
        "from other.star import *\nclass M(Base): ...",
        "from other.nested import Holder\nclass M(Holder.Inner): ...",
        "from other.chosen import Chosen\nclass M(Chosen): ...",
      })
  void classOfAnotherFileMattersByWhateverNameItGoes(String source) {
    Project project = large();
    project.with("base.py", Project.model("Base"));
    project.with("other/way.py", "from base import Base\nWay = Base\n");
    project.with("other/star.py", "from base import *\n");
    project.with("other/nested.py", "import base\nclass Holder:\n  Inner = base.Base\n");
    project.with(
        "other/chosen.py", "import other.way as w\nif x: Chosen = w.Way\nelse: Chosen = w.Way\n");
    project.with("m.py", source + "\n");
    same(project);
    assertThat(project.discover().models()).extracting(Model::id).contains("base:Base", "m:M");
  }

  @Test
  void longChainOfDerivedClassesIsFollowedToItsEnd() {
    Project project = large().with("c0.py", Project.model("C0"));
    for (int i = 1; i <= 2_000; i++) {
      String source =
          "from c%d import C%d\nclass C%d(C%d): ...\n".formatted(i - 1, i - 1, i, i - 1);
      project.with("c%d.py".formatted(i), source);
    }
    assertThat(project.discover().models()).hasSize(2_001);
  }

  @Test
  void faultOfASourceThatCannotMatterIsToldOnRequestOnly() {
    Project project = large().with("broken.py", "def (:\n");
    project.with("m.py", "import used\n" + Project.model("M")).with("used.py", "def (:\n");
    assertThat(project.discover().issues()).extracting(Issue::file).containsOnly("used.py");
    assertThat(project.discover(OPTIONS.withExhaustive()).issues())
        .extracting(Issue::file)
        .containsOnly("broken.py", "used.py");
  }

  @Test
  void sourceThatIsAsItsEncodingSaysMatters() {
    String source =
        "# coding: latin-1\nclass M:\n def simul\u00aate(s): ...\n def parameters(s): ...\n";
    Project project = large().with("m.py", source.getBytes(StandardCharsets.ISO_8859_1));
    same(project);
    assertThat(project.discover().models()).extracting(Model::id).containsExactly("m:M");
  }

  @Test
  void namedClassIsACandidateWithItsFilesThoughOnlyAnOutsideBaseMayMakeItAModel() {
    Project project = large().with("m.py", "import ext, used\nclass M(ext.Base): ...\n");
    project.with("used.py", "");
    assertThat(project.discover().candidates()).isEmpty();
    List<Model> candidates =
        project.discover(OPTIONS.withClasses(Set.of("m:M", "gone:G"))).candidates();
    assertThat(candidates).extracting(Model::verdict).containsExactly(Verdict.UNRESOLVED);
    assertThat(candidates.get(0).files()).containsExactly("m.py", "used.py");
  }

  @Test
  void sourcesThatCannotMatterAreInputsToo() {
    assertThat(large().discover().inputs()).contains("other/o100.py");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import citysim\nclass A(citysim.Model): ...",
        "from citysim import Model as M\nclass A(M): ...",
        "from citysim import *\nclass A(Model): ...",
        "from lib import Base\nclass A(Base): ...",
        "from lib import *\nclass A(Base): ...",
        "import lib\nclass A(lib.Base): ...",
        "import lib\nclass A(lib.city.Model): ...",
        "from lib import town\nclass A(town.Model): ...",
        "import again\nclass A(again.Again): ...",
        "from again import mark\n@mark\nclass A: ...",
        "import lib\nclass A:\n  @lib.mark('x')\n  def f(self): ...",
        "from lib import Marked\nclass A(Marked): ...",
      })
  void whateverUsesAPackageThatARuleNamesMatters(String source) {
    Project project = large();
    project
        .with(
            "lib.py",
            """
            import citysim as city
            from citysim import Model as Base, output as mark
            town = city
            class Marked:
              if mark:
                @mark
                def f(self): ...
            """)
        .with("again.py", "from lib import mark\nimport lib\nAgain = lib.Base\n")
        .with("m.py", source + "\n");
    Rule rule = Rule.any(Rule.subclassOf("citysim:Model"), Rule.decoratedWith("citysim:output"));
    DiscoveryOptions options =
        DiscoveryOptions.defaults().withOnlyRules(List.of(NamedRule.of("city", rule)));
    Discovery found = project.discover(options);
    assertThat(found.models()).isEqualTo(project.discover(options.withExhaustive()).models());
    assertThat(found.models()).extracting(Model::id).contains("m:A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"citysim:Model", "citysim:M*", "citysim.base:Model"})
  void classesOfAPackageOfTheProjectItselfMatterByTheirNames(String base) {
    Project project = large();
    project
        .with("citysim/__init__.py", "from .base import Model\n")
        .with("citysim/base.py", "class Model: ...\n")
        .with("citysim/town.py", "from .base import Model\nclass Town(Model): ...\n")
        .with("citysim/village.py", "from . import town\nclass Village(town.Town): ...\n");
    DiscoveryOptions options =
        DiscoveryOptions.defaults()
            .withOnlyRules(List.of(NamedRule.of("city", Rule.subclassOf(base))));
    assertThat(project.discover(options).models())
        .extracting(Model::id)
        .containsExactly("citysim.town:Town", "citysim.village:Village");
  }
}
