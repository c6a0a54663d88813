package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project imports from outside, looked up in an environment. */
class EnvironmentTest {
  private static final DiscoveryOptions HERE = DiscoveryOptions.defaults().withEnvironment(".venv");
  private static final String SITE = "lib/python3.11/site-packages";

  @TempDir Path directory;
  Project project;
  InstalledPackages installed;

  @BeforeEach
  void open() throws IOException {
    Path root = Files.createDirectories(directory.resolve("project"));
    project = new Project(root);
    installed = new InstalledPackages(root.resolve(".venv"), root.resolve(".venv/" + SITE));
    project.with(".venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.2\n");
    Files.createDirectories(installed.site());
  }

  /** A distribution whose class has {@code parameters}. */
  private void withCitysim() throws IOException {
    installed
        .packages()
        .with("citysim/__init__.py", "from .base import Model\n")
        .with("citysim/base.py", "class Model:\n    def parameters(self, seed=1): ...\n");
    installed.describe("Citysim", "1.2", "citysim");
  }

  private void withModel(String base) {
    String module = base.substring(0, base.lastIndexOf('.'));
    project.with(
        "town.py",
        "import " + module + "\nclass Town(" + base + "):\n    def simulate(self): ...\n");
  }

  private Model town(DiscoveryOptions options) {
    return project.discover(options.withClasses(Set.of("town:Town"))).candidates().stream()
        .filter(model -> model.id().equals("town:Town"))
        .findFirst()
        .orElseThrow();
  }

  private String said() {
    Model town = town(HERE);
    Reason last = town.reasons().get(town.reasons().size() - 1);
    return town.verdict() + ": " + last.text();
  }

  @Test
  void methodIsInheritedFromWhatIsInstalled() throws IOException {
    withCitysim();
    withModel("citysim.Model");

    assertThat(town(DiscoveryOptions.defaults()).verdict()).isEqualTo(Verdict.UNRESOLVED);
    Model town = town(HERE);
    assertThat(town.verdict()).isEqualTo(Verdict.MODEL);
    Reason reason = town.reasons().get(1);
    assertThat(reason.text())
        .isEqualTo("parameters inherited from citysim.base:Model, outside: Citysim 1.2 in .venv");
    assertThat(reason.installed()).isEqualTo("Citysim 1.2");
    assertThat(reason.from()).isEqualTo("citysim.base:Model");
    assertThat(reason.location()).isNull();
    assertThat(reason.signature()).isEqualTo("(self, seed=1)");
  }

  @Test
  void nothingThatIsInstalledBelongsToAModel() throws IOException {
    withCitysim();
    withModel("citysim.Model");

    Discovery discovery = project.discover(HERE);
    assertThat(discovery.models().get(0).files()).containsExactly("town.py");
    assertThat(discovery.inputs()).noneMatch(path -> path.startsWith(".venv/"));
    assertThat(discovery.environment()).isEqualTo(".venv");
    assertThat(project.discover().environment()).isNull();
  }

  @Test
  void ruleHoldsForWhatDerivesFromItsClassByWayOfInstalledClasses() throws IOException {
    installed
        .packages()
        .with("mesa/model.py", "class Model: ...\n")
        .with("mesa/__init__.py", "from .model import Model\n")
        .with("lab.py", "import mesa\nclass Base(mesa.Model): ...\n");
    withModel("lab.Base");
    DiscoveryOptions mesa =
        DiscoveryOptions.defaults()
            .withOnlyRules(List.of(NamedRule.of("mesa", Rule.subclassOf("mesa:Model"))));

    assertThat(project.discover(mesa).models()).isEmpty();
    Model town = project.discover(mesa.withEnvironment(".venv")).models().get(0);
    assertThat(town.reasons().get(0).text())
        .isEqualTo("derives from mesa.model:Model, outside: .venv");
    assertThat(town.reasons().get(0).installed()).isEqualTo("mesa");
  }

  @Test
  void largeProjectIsSearchedAsASmallOne() throws IOException {
    withCitysim();
    installed
        .packages()
        .with(
            "citysim/full.py",
            "from .base import Model\nclass Full(Model):\n    simulate = print\n");
    for (int i = 0; i < 120; i++) {
      project.with("other" + i + ".py", "x = " + i + "\n");
    }
    project.with("town.py", "from citysim.full import Full\nclass Town(Full): ...\n");

    assertThat(project.discover(HERE).models()).extracting(Model::id).containsExactly("town:Town");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "citysim.core.Model | base citysim.core.Model is compiled, outside: Citysim 1.2 in .venv",
        "citysim.base.No | base citysim.base.No is not found by reading, outside: Citysim 1.2 in .venv",
        "transport.Model | base transport.Model is outside the project and not in .venv",
        "threading.Thread | base threading.Thread is outside the project",
        "citysim.base.made | base citysim.base.made is no class that reading alone can find"
      })
  void whatTheEnvironmentDoesNotTellStaysUnresolved(String base, String reason) throws IOException {
    installed
        .packages()
        .with("citysim/core.cpython-311-x86_64-linux-gnu.so", "")
        .with("citysim/base.py", "made = type('made', (), {})\n")
        .with("citysim/__init__.py", "");
    installed.describe("Citysim", "1.2", "citysim");
    withModel(base);

    assertThat(said()).isEqualTo("UNRESOLVED: " + reason);
  }

  @Test
  void moduleOfTheProjectComesBeforeAnInstalledOne() throws IOException {
    withCitysim();
    project.with("citysim.py", "class Model: ...\n");
    withModel("citysim.Model");

    assertThat(said()).isEqualTo("INCOMPLETE: parameters missing");
  }

  @Test
  void installedPackageComesBeforeADirectoryWithoutCode() throws IOException {
    withCitysim();
    project.with("citysim/data.csv", "1\n").with("citysim/tools/more.py", "");
    withModel("citysim.Model");

    assertThat(said()).startsWith("MODEL: ");
  }

  @Test
  void projectThatIsInstalledForEditingStaysTheProject() throws IOException {
    project.with("src/town/__init__.py", Project.model("Town"));
    installed.linked("town", "0.1", project.root().resolve("src"));
    installed.mapped("town2", "0.1", "town", project.root().resolve("src/town"));

    Model town = project.discover(HERE).models().get(0);
    assertThat(town.files()).containsExactly("src/town/__init__.py");
    assertThat(town.reasons()).allMatch(reason -> reason.installed() == null);
  }

  @Test
  void faultsOfInstalledSourcesAreNobodysConcern() throws IOException {
    withCitysim();
    installed
        .packages()
        .with(
            "citysim/base.py",
            "def broken(:\nfrom nowhere import *\nclass Model: parameters = 1\n");
    withModel("citysim.Model");

    assertThat(project.discover(HERE).issues())
        .extracting(i -> i.code())
        .doesNotContain("python-syntax");
  }

  @Test
  void pythonOfTheEnvironmentDecides() throws IOException {
    installed
        .packages()
        .with(
            "citysim.py",
            """
            import sys
            if sys.version_info >= (3, 11):
                class Model:
                    def parameters(self): ...
            else:
                class Model: ...
            """);
    withModel("citysim.Model");

    assertThat(said()).startsWith("MODEL: ");
    project.with(".venv/pyvenv.cfg", "version_info = 3.9.1\n");
    Files.move(
        Files.createDirectories(installed.root().resolve("lib")).resolve("python3.11"),
        installed.root().resolve("lib/python3.9"));
    assertThat(said()).startsWith("INCOMPLETE: ");
  }

  @Test
  void fieldsAreThoseOfTheProjectWhateverIsInstalled() throws IOException {
    installed
        .packages()
        .with("pydantic/__init__.py", "from .main import BaseModel\n")
        .with("pydantic/main.py", "class BaseModel:\n    def __init__(self, /, **data): ...\n");
    project.with(
        "town.py",
        """
        from pydantic import BaseModel
        class Town(BaseModel):
            size: int = 3
            def simulate(self): ...
            def parameters(self): ...
        """);

    assertThat(town(HERE).parameters()).extracting(Parameter::name).containsExactly("size");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conda/conda-meta/history conda/lib/python3.11/site-packages conda",
        "win/pyvenv.cfg win/Lib/site-packages win",
        "any/site-packages/x any/site-packages any/site-packages",
        "target/citysim-1.2.dist-info/METADATA target target",
        "l/pyvenv.cfg l/lib64/python3.11/site-packages l"
      })
  void packagesAreFoundInEnvironmentsOfEveryKind(String paths) {
    String[] words = paths.split(" ", 3);
    project
        .with(words[0], "version = 3.11\n")
        .with(words[1] + "/citysim.py", "class Model: parameters = print\n");
    withModel("citysim.Model");

    assertThat(town(DiscoveryOptions.defaults().withEnvironment(words[2])).verdict())
        .isEqualTo(Verdict.MODEL);
  }

  @Test
  void versionInItsSettingsSaysWhichPackagesAnEnvironmentHas() {
    project
        .with(".venv/lib/python3.12/site-packages/citysim.py", "class Model: ...\n")
        .with(".venv/" + SITE + "/citysim.py", "class Model: parameters = print\n");
    withModel("citysim.Model");

    assertThat(said()).startsWith("MODEL: ");
    project.with(".venv/pyvenv.cfg", "version = 3.12.0\n");
    assertThat(said()).startsWith("INCOMPLETE: ");
    project.with(".venv/pyvenv.cfg", "version = 3.10.0\n");
    assertThatThrownBy(this::said)
        .isInstanceOf(DiscoveryException.class)
        .hasMessageEndingWith("has packages for Python 3.11, 3.12 and is for Python 3.10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "src", "empty", "a\0b"})
  void whatIsNoEnvironmentIsRefused(String name) {
    project.with("src/town.py", "").with("empty/pyvenv.cfg", "");

    assertThatThrownBy(() -> project.discover(DiscoveryOptions.defaults().withEnvironment(name)))
        .isInstanceOfSatisfying(
            DiscoveryException.class, e -> assertThat(e.code()).isEqualTo("no-environment"));
  }

  @Test
  void linesThatPythonWouldExecuteArePassedOver() throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    new Project(other).with("citysim.py", "class Model: parameters = print\n");
    installed
        .packages()
        .with("a.pth", "import sys; sys.path.append('" + other + "')\nimport\t" + other + "\n");
    withModel("citysim.Model");

    assertThat(said()).endsWith("is outside the project and not in .venv");
    installed.packages().with("b.pth", "# see\n\n../../../nowhere\n" + other + "\n");
    assertThat(said()).startsWith("MODEL: ");
  }

  @Test
  void hostileEnvironmentIsBounded() throws IOException {
    Project packages = installed.packages();
    Files.createSymbolicLink(installed.site().resolve("citysim.py"), Path.of("/dev/zero"));
    Files.createSymbolicLink(installed.site().resolve("loop"), installed.site());
    packages.with("x.pth", ".\n..\nloop\nloop/loop\nx.pth\n".repeat(10_000));
    packages.with("__editable___a_finder.py", "MAPPING = {" + "'a': 'b', ".repeat(100_000));
    packages.with("citysim-1.dist-info/RECORD", "citysim.py,,\n".repeat(1_000_000));
    withModel("loop.loop.loop.citysim.Model");

    assertThat(said()).startsWith("UNRESOLVED: ");
  }

  @Test
  void environmentForTheWholeSystemIsTold() throws IOException {
    project.with(".venv/pyvenv.cfg", "version = 3.11\ninclude-system-site-packages = TRUE\n");
    withModel("citysim.Model");

    assertThat(project.discover(HERE).issues())
        .extracting(i -> i.code() + " " + i.file())
        .contains("environment-system .venv/pyvenv.cfg");
  }

  @Test
  void versionThatIsInstalledIsThatOfTheRequirement() throws IOException {
    installed
        .packages()
        .with("yaml_next/__init__.py", "")
        .with("old.py", "")
        .with("OldThing-3.egg-info/PKG-INFO", "Name: Old.Thing\nVersion: 3.0.1\n")
        .with("OldThing-3.egg-info/top_level.txt", "old\n")
        .with("ns/one/__init__.py", "")
        .with("ns/two/__init__.py", "");
    installed.describe("Strange-Name", "2.5", "yaml_next");
    installed.describe("ns-one", "1", "ns/one");
    installed.describe("ns-two", "2", "ns/two");
    project
        .with("pyproject.toml", "[project]\nname = 'x'\ndependencies = ['strange.name>=2']\n")
        .with("m.py", "import yaml_next, old, ns.one, ns.two, numpy\n" + Project.model("M"));

    assertThat(project.discover(HERE).models().get(0).requirements())
        .extracting(
            r -> r.module() + " " + r.distribution() + " " + r.state() + " " + r.installed())
        .containsExactly(
            "ns.one ns-one UNDECLARED 1",
            "ns.two ns-two UNDECLARED 2",
            "numpy numpy UNDECLARED null",
            "old old-thing UNDECLARED 3.0.1",
            "yaml_next strange-name DECLARED 2.5");
  }

  @Test
  void projectNamesItsEnvironment() throws IOException {
    withCitysim();
    withModel("citysim.Model");
    project.with(
        "pyproject.toml", "[tool.modelops-bundle.discovery]\nenvironment = '.venv' # ours\n");

    Discovery discovery = project.discover();
    assertThat(discovery.models()).hasSize(1);
    assertThat(discovery.environment()).isEqualTo(".venv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'/opt/venv'", "'C:\\venv'", "'~/venv'", "' '", "3"})
  void settingsNameNoEnvironmentOfOneMachine(String value) {
    project.with(
        "pyproject.toml", "[tool.modelops-bundle.discovery]\nenvironment = " + value + "\n");

    assertThatThrownBy(project::discover)
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.line()).isEqualTo(2));
  }

  @Test
  void environmentIsSavedWithTheModelsThatItMakes() throws IOException {
    withCitysim();
    withModel("citysim.Model");
    project.with(
        "pyproject.toml", "[tool.modelops-bundle.discovery]\nenvironment = \"old\" # which\n");

    Discovery discovery = project.discover(HERE);
    discovery.save(discovery.models());

    assertThat(Files.readString(project.root().resolve("pyproject.toml")))
        .startsWith("[tool.modelops-bundle.discovery]\nenvironment = \".venv\" # which\n");
    assertThat(project.discover().models()).hasSize(1);
  }

  @Test
  void placeOfAnEnvironmentElsewhereIsNotTold() throws IOException {
    Path elsewhere = directory.resolve("elsewhere/envs/lab");
    new Project(elsewhere)
        .with("conda-meta/history", "")
        .with(SITE + "/citysim.py", "class Model: parameters = print\n");
    withModel("citysim.Model");

    Discovery discovery =
        project.discover(DiscoveryOptions.defaults().withEnvironment(elsewhere.toString()));
    assertThat(discovery.environment()).isEqualTo("lab");
    assertThat(Report.full(discovery)).contains("outside: lab").doesNotContain("elsewhere");
  }
}
