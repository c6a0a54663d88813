package io.modelops.bundle.discovery;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Rule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a class a model, as rules say it. */
class RuleTest {
  private static final Rule CITY = Rule.subclassOf("citysim:Model");

  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private static DiscoveryOptions by(Rule... rules) {
    List<NamedRule> named = List.of(rules).stream().map(r -> NamedRule.of("city", r)).toList();
    return DiscoveryOptions.defaults().withOnlyRules(named);
  }

  private List<String> models(Rule... rules) {
    return project.discover(by(rules)).models().stream().map(Model::id).toList();
  }

  /** The verdict of {@code m:A} and the reasons; empty if it is no candidate. */
  private String explained(Rule rule) {
    return project.discover(by(rule)).candidates().stream()
        .filter(model -> model.id().equals("m:A"))
        .map(
            model ->
                model.verdict()
                    + ": "
                    + model.reasons().stream().map(Reason::text).collect(joining("; ")))
        .collect(joining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import citysim\nclass A(citysim.Model): ...",
        "import citysim as c\nclass A(c.Model): ...",
        "from citysim import Model\nclass A(Model): ...",
        "from citysim import Model as M, other\nclass A(M): ...",
        "from citysim import *\nclass A(Model): ...",
        "import citysim.core\nclass A(citysim.core.Model): ...",
        "from citysim.core import Model\nclass A(Model): ...",
        "from citysim import Model\nBase = Model\nclass A(Base): ...",
        "from citysim import Model\nclass B(Model): ...\nclass C(B): ...\nclass A(C, object): ...",
        "from citysim import Model\nclass A(Model[int]): ...",
        "from lib import Base\nclass A(Base): ...",
        "from lib import *\nclass A(Base): ...",
        "import lib\nclass A(lib.Base): ...",
        "try:\n  from citysim import Model\nexcept ImportError:\n  raise\nclass A(Model): ...",
      })
  void subclassIsFoundHoweverItsBaseIsNamed(String source) {
    project.with("lib.py", "from citysim import Model as Base\n").with("m.py", source + "\n");
    assertThat(explained(CITY)).startsWith("MODEL: derives from citysim.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Model: ...\nclass A(Model): ...",
        "import othersim\nclass A(othersim.Model): ...",
        "import citysim\nclass A(citysim.Agent): ...",
        "from citysim import Model\nModel = object\nclass A(Model): ...",
        "from citysim import Model\ndef a() -> Model: ...\nclass A: model = Model",
        "import my.citysim\nclass A(my.citysim.Model): ...",
      })
  void whatDerivesFromSomethingElseIsNoModel(String source) {
    project.with("m.py", source + "\n");
    assertThat(explained(CITY)).isEmpty();
  }

  @Test
  void baseOfThePackageThatMayDeriveFromTheClassIsNotDecided() {
    project.with("m.py", "from citysim import TownModel\nclass A(TownModel): ...\n");
    assertThat(explained(CITY))
        .isEqualTo("UNRESOLVED: base citysim.TownModel is outside the project");
  }

  @Test
  void classOfTheProjectItselfCanBeTheBaseByEveryNameThatThePackageGivesIt() {
    project
        .with("citysim/__init__.py", "from citysim_core.base import City as Model\n")
        .with("citysim_core/__init__.py", "")
        .with("citysim_core/base.py", "class City: ...\n")
        .with("m.py", "from citysim_core.base import City\nclass A(City): ...\n");
    assertThat(explained(CITY))
        .isEqualTo("MODEL: derives from citysim_core.base:City, citysim_core/base.py:1");
    assertThat(models(CITY)).containsExactly("m:A");
  }

  @Test
  void starsStandForAnyCharactersOfOneComponent() {
    project.with(
        "m.py",
        """
        from citysim.agents import CarModel, Car
        from citysim.agents.old import BusModel
        from citysim import TownModel
        class A(CarModel): ...
        class B(Car): ...
        class C(BusModel): ...
        class D(TownModel): ...
        """);
    assertThat(models(Rule.subclassOf("citysim.agents:*Model"))).containsExactly("m:A", "m:C");
    assertThat(models(Rule.subclassOf("citysim.*:*s*"))).containsExactly("m:C");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`@output\nclass A: ...`|decorated with citysim:output",
        "`@output('x', n=1)\nclass A: ...`|decorated with citysim:output",
        "`class A:\n  @output\n  def f(self): ...`|f decorated with citysim:output, m.py:5",
        "`class A:\n  @property\n  @output('x')\n  def f(self): ...`|f decorated with citysim:output, m.py:6",
        "`class A:\n  @city.core.output\n  async def f(self): ...`|f decorated with citysim:output, m.py:5",
        "`class B:\n  @output\n  def f(self): ...\nclass A(B): ...`|f decorated with citysim:output, m.py:5",
        "`class A:\n  if output:\n    @output\n    def f(self): ...\n  else:\n    def f(self): ...`|f decorated with citysim:output, m.py:6",
      })
  void decoratedClassOrMethodIsFound(String source, String reason) {
    project.with("m.py", "import citysim as city\nfrom citysim import output\n" + source + "\n");
    assertThat(explained(Rule.decoratedWith("citysim:output"))).isEqualTo("MODEL: " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@output\ndef f(): ...\nclass A: ...",
        "@output\nclass B: ...\nclass A(B): ...",
        "class B:\n  @output\n  def f(self): ...\nclass A(B):\n  def f(self): ...",
        "class A:\n  def f(self):\n    @output\n    def g(): ...",
        "class A:\n  f = output",
      })
  void whatIsNotDecoratedInTheEndIsNoModel(String source) {
    project.with("m.py", "from citysim import output\n" + source + "\n");
    assertThat(explained(Rule.decoratedWith("citysim:output"))).isEmpty();
  }

  @Test
  void declaredClassesAreFoundByTheNamesThatTheyAreDeclaredWith() {
    project
        .with("models/__init__.py", "from .sir import SIR\n")
        .with("models/sir.py", "class SIR: ...\nclass Other: ...\n")
        .with(
            "pyproject.toml",
            """
            [project.entry-points."city.models"]
            sir = "models:SIR"
            gone = "models.sir:Gone [extra]"
            elsewhere = "nowhere.at:All"
            [tool.poetry.plugins."city.models"]
            other = "models.sir:Other"
            [[tool.city.model]]
            class = "models.sir:SIR"
            """);
    Discovery found = project.discover(by(Rule.declared("city.models", "tool.city.model")));
    assertThat(found.models())
        .extracting(model -> model.id() + " " + model.reasons().stream().map(Reason::text).toList())
        .containsExactly(
            "models.sir:Other [declared in pyproject.toml:6]",
            "models.sir:SIR [declared in pyproject.toml:2, declared in pyproject.toml:8]");
    assertThat(found.issues())
        .extracting(Issue::toString)
        .containsExactly(
            "pyproject.toml:3:1: models.sir:Gone is not there",
            "pyproject.toml:4:1: nowhere.at:All is not there");
  }

  @Test
  void rulesAreCombined() {
    project.with(
        "m.py",
        """
        from citysim import Model, Agent
        class A(Model):
          def step(self): ...
        class B(Model): ...
        class C(Agent):
          def step(self): ...
        class D(Model, Agent):
          def step(self): ...
        """);
    Rule step = Rule.methods("step");
    Rule agent = Rule.subclassOf("citysim:Agent");
    assertThat(models(Rule.all(CITY, step))).containsExactly("m:A", "m:D");
    assertThat(models(Rule.any(CITY, step))).containsExactly("m:A", "m:B", "m:C", "m:D");
    assertThat(models(Rule.all(CITY, step, Rule.not(agent)))).containsExactly("m:A");
    assertThat(models(Rule.all(CITY, Rule.not(Rule.any(agent, Rule.declared("city"))))))
        .containsExactly("m:A", "m:B");
    assertThat(models(Rule.all(CITY, Rule.not(step)))).isEmpty(); // the base may have it
    assertThat(models(CITY, agent)).containsExactly("m:A", "m:B", "m:C", "m:D");
    assertThat(explained(Rule.all(CITY, step)))
        .isEqualTo("MODEL: step defined in m:A, m.py:3; derives from citysim.Model");
  }

  @Test
  void whatIsMissingIsSaid() {
    project.with("m.py", "from citysim import Model\nclass A(Model): ...\n");
    assertThat(explained(Rule.all(CITY, Rule.decoratedWith("citysim:output"))))
        .isEqualTo("INCOMPLETE: derives from citysim.Model; not decorated with citysim:output");
    assertThat(explained(Rule.all(Rule.methods("step"), CITY)))
        .isEqualTo(
            "UNRESOLVED: base citysim.Model is outside the project; derives from citysim.Model");
  }

  @Test
  void modelNamesTheRuleThatHolds() {
    project.with(
        "m.py",
        """
        from mesa import Model
        class A(Model):
          def simulate(self): ...
          def parameters(self): ...
        class B(Model):
          def simulate(self): ...
        """);
    Discovery found =
        project.discover(DiscoveryOptions.defaults().withPresets("simulation", "mesa"));
    assertThat(found.models())
        .extracting(model -> model.id() + " " + model.rule())
        .containsExactly("m:A simulation", "m:B mesa");
  }

  @Test
  void rulesOfTheProjectCountBesideThePresetsThatItChooses() {
    project
        .with(
            "pyproject.toml",
            """
            [tool.modelops-bundle.discovery]
            rules = ["mesa"]
            [[tool.modelops-bundle.discovery.rule]]
            name = "city"
            subclass-of = ["citysim:*"]
            not-subclass-of = ["citysim:Agent"]
            methods = ["step"]
            """)
        .with(
            "m.py",
            """
            import citysim, mesa
            class A(citysim.Town):
              def step(self): ...
            class B(citysim.Agent):
              def step(self): ...
            class C(mesa.Model): ...
            class D:
              def simulate(self): ...
              def parameters(self): ...
            """);
    assertThat(project.discover().models())
        .extracting(model -> model.id() + " " + model.rule())
        .containsExactly("m:A city", "m:C mesa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rules = ['mesa', 'messa']|2:18|'messa' is no rule; did you mean mesa?",
        "rules = []|2:1|rules must name at least one rule",
        "rules = 'mesa'|2:1|rules must be a list of names of rules",
        "rule = [{ methods = ['a'] }]|2:9|a rule needs a name",
        "rule = [{ name = 'a' }]|2:11|rule 'a' says nothing that a model has",
        "rule = [{ name = 'a', not-subclass-of = ['b:C'] }]|2:11|says nothing that a model has",
        "rule = [{ name = 'a', subclass-of = ['b.C'] }]|2:38|'b.C' is not of the form",
        "rule = [{ name = 'a', subclass-of = ['*:C'] }]|2:38|'*:C' is not of the form",
        "rule = [{ name = 'a', decorated-with = [] }]|2:23|decorated-with must name something",
        "rule = [{ name = 'a', methods = ['b c'] }]|2:34|'b c' is no method name",
      })
  void wrongRulesAreErrorsWithLineAndColumn(String line, String place, String message) {
    project.with("pyproject.toml", "[tool.modelops-bundle.discovery]\n" + line + "\n");
    assertThatThrownBy(project::discover)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pyproject.toml:" + place)
        .hasMessageContaining(message);
  }

  @Test
  void unknownRuleOfAProgramIsAnErrorThatNamesTheOthers() {
    assertThatThrownBy(() -> project.discover(DiscoveryOptions.defaults().withPresets("none")))
        .isInstanceOfSatisfying(
            DiscoveryException.class,
            e -> assertThat(e.hint()).contains("simulation, calabaria, declared, mesa"))
        .hasMessageContaining("there is no rule 'none'");
  }

  @Test
  void ruleIsSavedWithTheModelsThatItFound() {
    project
        .with("pyproject.toml", "[project]\nname = \"towns\"\n")
        .with("m.py", "import citysim\nclass A(citysim.Model):\n  def step(self): ...\n");
    Discovery found = project.discover(by(Rule.all(CITY, Rule.methods("step"))));
    found.save(found.models());
    Bundle bundle = Bundle.open(directory);
    assertThat(bundle.settings().discovery().rules())
        .containsExactly(NamedRule.of("city", Rule.all(CITY, Rule.methods("step"))));
    assertThat(bundle.discover().select().models()).extracting(Model::id).containsExactly("m:A");
    Discovery again = bundle.discover();
    assertThat(again.planSave(again.models()).isEmpty()).isTrue();
  }

  @Test
  void presetsAreSavedWithTheModelsThatTheyFound() {
    project
        .with("pyproject.toml", "[tool.modelops-bundle.discovery]\nmethods = [\"run\"]\n")
        .with("m.py", "import mesa\nclass A(mesa.Model): ...\n");
    Discovery found = project.discover(DiscoveryOptions.defaults().withPresets("mesa", "pints"));
    found.save(found.models());
    assertThat(project.discover().select().models()).extracting(Model::id).containsExactly("m:A");
    assertThat(Bundle.open(directory).settings().discovery().presets())
        .containsExactly("mesa", "pints");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def make():\n  return city.Sim(n=1)",
        "def make(n=1):\n  sim = city.Sim(n)\n  sim.run()\n  return sim",
        "async def make():\n  if x:\n    return None\n  return Sim()",
        "def make():\n  'return Other()'\n  def inner(): return Other()\n  return lib.Town()",
        "def make():\n  sim: object = Sim(\n    n=1,\n  )\n  return sim",
        "@cache\ndef make(): return Sim()",
        "if x:\n  def make(): return Sim()",
      })
  void functionThatReturnsASimulationIsAModel(String source) {
    project
        .with("lib.py", "from citysim import Sim as Town\n")
        .with("m.py", "import lib, citysim as city\nfrom citysim import Sim\n" + source + "\n");
    List<Model> models = project.discover(by(Rule.returning("citysim:Sim"))).models();
    assertThat(models)
        .extracting(model -> model.kind() + " " + model.id())
        .containsExactly("FUNCTION m:make");
    assertThat(models.get(0).files()).containsExactly("lib.py", "m.py");
    assertThat(models.get(0).reasons())
        .extracting(Reason::text)
        .containsExactly("returns a citysim.Sim");
  }

  @Test
  void functionThatReturnsADerivedClassIsAModel() {
    project
        .with("town.py", "import citysim\nclass Sim(citysim.Sim): ...\n")
        .with("m.py", "import town\ndef make():\n  return town.Sim()\n")
        .with("n.py", "import town\ndef make():\n  return town.Street()\n");
    assertThat(models(Rule.returning("citysim:Sim"))).containsExactly("m:make");
  }

  @Test
  void classThatIsToBeLeftOutCountsItself() {
    project
        .with("town/__init__.py", "class Model: ...\nclass Part(Model): ...\n")
        .with("m.py", "import town\nclass A(town.Model): ...\nclass B(town.Part): ...\n");
    assertThat(
            models(Rule.all(Rule.subclassOf("town:Model"), Rule.not(Rule.subclassOf("town:Part")))))
        .containsExactly("m:A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def make():\n  city.Sim()",
        "def make():\n  def inner():\n    return city.Sim()",
        "def make():\n  sim = city.Sim()\n  return sim.run()",
        "def make():\n  '''\n  return city.Sim()\n  '''",
        "def make():\n  return city.Town()",
        "def make(): return city.Sim()\nmake = 1",
        "class Make:\n  def make(self): return city.Sim()",
        "def make():\n  return [city.Sim()]",
      })
  void otherFunctionsAreNoModels(String source) {
    project.with("m.py", "import citysim as city\n" + source + "\n");
    assertThat(models(Rule.returning("citysim:Sim"))).isEmpty();
  }

  @Test
  void functionsAreModelsIfTheyAreDeclaredOrDecorated() {
    project
        .with("pyproject.toml", "[project.entry-points.\"city.models\"]\na = \"m:make\"\n")
        .with(
            "m.py",
            """
            from citysim import output
            def make(): ...
            @output
            def run(): ...
            def other(): ...
            """);
    assertThat(models(Rule.declared("city.models"), Rule.decoratedWith("citysim:output")))
        .containsExactly("m:make", "m:run");
  }

  @Test
  void functionTellsWhatItTakes() {
    project
        .with("lib.py", "BETA = 0.3\n")
        .with(
            "m.py",
            """
            import citysim, lib
            def make(n, cars: int = 10, *rest, beta=lib.BETA, seed=next(it), **kw):
                return citysim.Sim(n)
            """);
    assertThat(project.discover(by(Rule.returning("citysim:Sim"))).models().get(0).parameters())
        .extracting(each -> each.name() + " " + each.kind() + " " + each.defaultValue())
        .containsExactly("n null null", "cars int 10", "beta null 0.3", "seed null next(it)");
  }

  @Test
  void whatARuleExcludesAloneMakesNoModel() {
    project.with("m.py", "import citysim\ndef make(): ...\nclass A: ...\n");
    assertThat(models(Rule.not(Rule.decoratedWith("citysim:output")))).isEmpty();
  }
}
