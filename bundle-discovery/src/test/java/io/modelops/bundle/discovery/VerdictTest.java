package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "def simulate(self): ...",
        "async def simulate(self): ...",
        "@cache\n    def simulate(self): ...",
        "@decorators.timed(1)\n    @staticmethod\n    def simulate(): ...",
        "simulate = other",
        "simulate = run = other.simulate",
        "simulate: Callable = partial(f, 1)",
        "simulate = lambda self: 1",
        "if x:\n        def simulate(self): ...",
        "try:\n        simulate = fast\n    except NameError:\n        simulate = slow",
        "from .fast import simulate",
        "simulate = None\n    def simulate(self): ...",
        "def ſimulate(self): ...",
      })
  void methodCountsHoweverItIsDefined(String definition) {
    assertThat(verdict(definition)).isEqualTo(Verdict.MODEL);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "simulate: Callable",
        "simulate = None",
        "simulate = 3",
        "def simulate(self): ...\n    simulate = None",
        "def simulate(self): ...\n    del simulate",
        "def run(self):\n        def simulate(self): ...",
        "class Inner:\n        def simulate(self): ...",
        "simulates = 1",
      })
  void methodIsMissingWhereNothingCallableHasItsName(String definition) {
    assertThat(verdict(definition)).isEqualTo(Verdict.INCOMPLETE);
  }

  private Verdict verdict(String definition) {
    project.with("m.py", "class M:\n    def parameters(self): ...\n    " + definition + "\n");
    return candidate("m:M").verdict();
  }

  private Model candidate(String id) {
    return project.discover().candidates().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String explained(String source) {
    Model model = explainedModel(source);
    return model.verdict()
        + ": "
        + String.join("; ", model.reasons().stream().map(Reason::text).toList());
  }

  /** The candidate M of a module m. */
  private Model explainedModel(String source) {
    project.with("m.py", source);
    return candidate("m:M");
  }

  @Test
  void methodsAreInheritedFromOtherModules() {
    project.with("models/base.py", "class Base:\n\n    def simulate(self, seed=1): ...\n");
    Model model =
        explainedModel(
            """
            from models.base import Base as B
            class M(B):
                def parameters(self): ...
            """);

    assertThat(model.verdict()).isEqualTo(Verdict.MODEL);
    assertThat(model.bases()).containsExactly("B");
    assertThat(model.files()).containsExactly("m.py", "models/base.py");
    Reason simulate = model.reasons().get(0);
    assertThat(simulate.text())
        .isEqualTo("simulate inherited from models.base:Base, models/base.py:3");
    assertThat(simulate.method()).isEqualTo("simulate");
    assertThat(simulate.from()).isEqualTo("models.base:Base");
    assertThat(simulate.location()).hasToString("models/base.py:3");
    assertThat(simulate.signature()).isEqualTo("(self, seed=1)");
    assertThat(model.reasons().get(1).text()).isEqualTo("parameters defined in m:M, m.py:3");
  }

  @Test
  void baseOutsideTheProjectMayBringWhatIsMissing() {
    assertThat(explained("import ext.core as e\nclass M(e.Base):\n    def simulate(self): ...\n"))
        .isEqualTo(
            "UNRESOLVED: simulate defined in m:M, m.py:3; base ext.core.Base is outside the"
                + " project");
  }

  @Test
  void baseOutsideTheProjectIsNoMatterWhereNothingIsMissing() {
    assertThat(explained("from ext import Base\n" + Project.model("M(Base)"))).startsWith("MODEL");
  }

  @Test
  void baseThatMustBeComputedMayBringWhatIsMissing() {
    assertThat(explained("class M(namedtuple('M', 'a b')): ...\n"))
        .isEqualTo(
            "UNRESOLVED: base namedtuple('M', 'a b') is computed; base namedtuple('M', 'a b') is"
                + " computed");
    assertThat(explained("class M(*bases): ...\n"))
        .startsWith("UNRESOLVED: base bases is computed");
    assertThat(explained("class M(with_metaclass(Meta, Base)): ...\n")).startsWith("UNRESOLVED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Exception",
        "object",
        "abc.ABC",
        "typing.Generic[T]",
        "enum.Enum",
        "t.NamedTuple",
        "Data",
        "dict",
        "metaclass=abc.ABCMeta",
        "**keywords"
      })
  void wellKnownBasesBringNothing(String base) {
    project.with(
        "m.py",
        """
        import abc, enum, typing, typing as t
        from dataclasses import Field as Data
        class Nothing(%s): ...
        class M(%s):
            def simulate(self): ...
        """
            .formatted(base, base));

    assertThat(project.verdicts()).isEqualTo("INCOMPLETE m:M m.py:4-5\n");
  }

  @Test
  void abstractMethodsMakeAbstractClasses() {
    assertThat(
            explained(
                """
                import abc
                class Base(abc.ABC):
                    @property
                    @abc.abstractmethod
                    def simulate(self): ...
                    def parameters(self): ...
                class M(Base): ...
                """))
        .isEqualTo(
            "ABSTRACT: simulate is abstract in m:Base, m.py:5; parameters inherited from m:Base,"
                + " m.py:6");
    assertThat(
            explained(
                """
                from abc import abstractmethod as todo
                class M:
                    @todo
                    def simulate(self): ...
                    def parameters(self): ...
                """))
        .startsWith("ABSTRACT");
  }

  @Test
  void otherAbstractMethodsDoNotMatter() {
    String source =
        "import abc\n" + Project.model("M") + "    @abc.abstractmethod\n    def other(self): ...\n";
    assertThat(explained(source)).startsWith("MODEL");
  }

  @Test
  void protocolIsAbstractButNotWhatInheritsItsMethods() {
    project.with(
        "m.py",
        "import typing as t\n"
            + Project.model("P(t.Protocol[T])")
            + "class M(P): ...\nclass Q(P, t.Protocol): ...\n");

    assertThat(project.verdicts())
        .isEqualTo("MODEL m:M m.py:5-5\nABSTRACT m:P m.py:2-4\nABSTRACT m:Q m.py:6-6\n");
    assertThat(candidate("m:Q").reasons().get(0).text()).isEqualTo("m:Q is a Protocol");
  }

  @Test
  void classInsideAFunctionCannotBeImported() {
    project.with(
        "m.py",
        """
        class Outer:
            def make(self):
                class Inner:
                    def simulate(self): ...
                    def parameters(self): ...
                return Inner
            class Nested:
                def simulate(self): ...
                def parameters(self): ...
        """);

    assertThat(project.verdicts())
        .isEqualTo(
            """
            MODEL m:Outer.Nested m.py:7-9
            NOT_IMPORTABLE m:Outer.make.<locals>.Inner m.py:3-5
            """);
    assertThat(candidate("m:Outer.make.<locals>.Inner").reasons().get(0).text())
        .isEqualTo("defined inside function make, m.py:2");
  }

  @Test
  void lastDefinitionCountsAndTheClashIsAnIssue() {
    project.with(
        "m.py", "class M:\n    def simulate(self): ...\n\n" + Project.model("M").stripTrailing());

    assertThat(project.verdicts()).isEqualTo("MODEL m:M m.py:4-6\n");
    assertThat(project.issues())
        .isEqualTo(
            "WARNING duplicate-class m.py:4:1: m:M is defined in lines 1 and 4; the later one"
                + " counts\n");
  }

  @Test
  void definitionsInBranchesThatCanBothRunAreBothNamedWhereTheyDiffer() {
    project.with(
        "m.py",
        """
        if fast:
            class M:
                def simulate(self): ...
        else:
            class M:
                def simulate(self): ...
                def parameters(self): ...
        """);

    assertThat(project.verdicts()).isEqualTo("UNRESOLVED m:M m.py:5-7\n");
    assertThat(candidate("m:M").reasons().get(0).text())
        .isEqualTo("m:M can be the class of m.py:2 or that of m.py:5");
    assertThat(project.issues())
        .isEqualTo(
            "WARNING duplicate-class m.py:5:5: m:M is defined in lines 2 and 5; either may"
                + " count\n");
  }

  @Test
  void contradictingBasesAreInconsistent() {
    assertThat(explained("class A: ...\nclass B(A): ...\nclass M(A, B): ...\n"))
        .isEqualTo("UNRESOLVED: inconsistent MRO");
    assertThat(explained("class A: ...\nclass M(A, A): ...\n"))
        .isEqualTo("UNRESOLVED: inconsistent MRO");
    assertThat(explained("class A: ...\nclass M(object, A): ...\n"))
        .isEqualTo("UNRESOLVED: inconsistent MRO");
  }

  @Test
  void nearestClassInTheMethodResolutionOrderCounts() {
    assertThat(
            explained(
                """
                class Base:
                    def simulate(self): ...
                    def parameters(self): ...
                class Left(Base): ...
                class Right(Base):
                    simulate = None
                class M(Left, Right): ...
                """))
        .isEqualTo(
            "INCOMPLETE: simulate is no method in m:Right, m.py:6; parameters inherited from"
                + " m:Base, m.py:3");
  }

  @Test
  void nameMeansWhatItMeantAtThePlaceOfUse() {
    assertThat(
            explained(
                """
                class Base:
                    def simulate(self): ...
                class M(Base):
                    def parameters(self): ...
                Base = None
                """))
        .startsWith("MODEL");
    assertThat(explained("class M(M):\n    def simulate(self): ...\n"))
        .isEqualTo("UNRESOLVED: simulate defined in m:M, m.py:2; base M is not defined");
    assertThat(explained(Project.model("M") + "class M(M): ...\n")).startsWith("MODEL");
  }

  @Test
  void unrelatedClassesAreNoCandidates() {
    project.with("m.py", "class NetworkError(Exception): ...\nclass SIR: ...\n");
    assertThat(project.verdicts()).isEmpty();
  }

  @Test
  void ruleMayAskForAnyMethods() {
    project.with("m.py", "class M:\n    def __enter__(self): ...\n" + Project.model("N"));
    Discovery discovery = project.discover(DiscoveryOptions.defaults().withMethods("__enter__"));
    assertThat(Report.verdicts(discovery)).isEqualTo("MODEL m:M m.py:1-2\n");
  }
}
