package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that the code of a project registers, and those that its build settings offer. */
class DeclarationTest {
  private static final DiscoveryOptions GYMNASIUM =
      DiscoveryOptions.defaults().withPresets("gymnasium");

  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
    project.with("lab/__init__.py", "").with("lab/envs.py", "import x\nclass Town(x.Base): ...\n");
  }

  private List<String> found(DiscoveryOptions options) {
    return project.discover(options).models().stream().map(DeclarationTest::line).toList();
  }

  private static String line(Model model) {
    return model.id() + " " + model.kind() + " " + model.reasons().get(0).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import gymnasium\\ngymnasium.register(id='T-v0', entry_point='lab.envs:Town')",
        "from gymnasium import register\\nregister('T-v0', 'lab.envs:Town')",
        "import gymnasium as gym\\ngym.envs.registration.register(entry_point='lab.envs:Town')",
        "from gymnasium.envs.registration import register as add\\nadd('T-v0', 'lab.envs:Town')",
        "import gym\\ngym.register('T-v0', entry_point='lab.envs:Town', max_episode_steps=3)",
        "import gym.envs.registration as r\\nr.register(**{}, id='T', entry_point='lab.envs:Town')",
        "def add():\\n    from gymnasium import register; register('T', 'lab.envs:Town')",
        "def add():\\n  import gymnasium; gymnasium.register('T', 'lab.envs:Town')",
        "from gymnasium import *\\nregister(id='T', entry_point='lab.envs:Town')"
      })
  void registeredClassIsAModel(String code) {
    project.with("lab/start.py", code.replace("\\n", "\n"));

    assertThat(found(GYMNASIUM))
        .containsExactly("lab.envs:Town CLASS registered in lab/start.py:2");
    assertThat(found(DiscoveryOptions.defaults())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from elsewhere import register\\nregister('T-v0', 'lab.envs:Town')",
        "def register(*a): ...\\nregister('T-v0', 'lab.envs:Town')",
        "from gymnasium import register\\nregister('T-v0', ENTRY)",
        "from gymnasium import register\\nregister('T-v0', 'lab.' + 'envs:Town')",
        "from gymnasium import register\\n# register('T-v0', 'lab.envs:Town')",
        "from gymnasium import register\\ntext = '''register('T-v0', 'lab.envs:Town')'''",
        "from gymnasium import spec\\nspec('lab.envs:Town')"
      })
  void whatIsNotRegisteredIsNone(String code) {
    project.with("lab/start.py", code.replace("\\n", "\n"));

    assertThat(found(GYMNASIUM)).isEmpty();
    assertThat(project.discover(GYMNASIUM).issues())
        .extracting(i -> i.code())
        .doesNotContain("declared-missing");
  }

  @Test
  void registeredFunctionIsAModel() {
    project
        .with("lab/make.py", "def town(size=3): ...\n")
        .with("lab/__init__.py", "import gymnasium\ngymnasium.register('T', 'lab.make:town')\n");

    assertThat(found(GYMNASIUM))
        .containsExactly("lab.make:town FUNCTION registered in lab/__init__.py:2");
  }

  @Test
  void registeredClassIsFoundInALargeProjectByTheNamesThatPackagesOffer() {
    for (int i = 0; i < 120; i++) {
      project.with("other" + i + ".py", "class C" + i + ": ...\n");
    }
    project
        .with("lab/__init__.py", "from .envs import Town as City\n")
        .with("run.py", "import gymnasium\ngymnasium.register('T', 'lab:City')\n");

    assertThat(found(GYMNASIUM)).containsExactly("lab.envs:Town CLASS registered in run.py:2");
  }

  @Test
  void registeredClassThatIsMissingIsAnIssueUnlessItIsOfAnotherPackage() {
    project.with(
        "run.py",
        """
        from gymnasium import register
        register('A', 'lab.envs:Gone')
        register('B', 'far.off:C')
        """);

    assertThat(project.discover(GYMNASIUM).issues())
        .filteredOn(issue -> issue.code().equals("declared-missing"))
        .extracting(Object::toString)
        .containsExactly("run.py:2:1: lab.envs:Gone is not there");
  }

  @Test
  void ruleOfAProjectNamesTheFunctionThatRegisters() {
    project
        .with("lab/start.py", "from lab.registry import model\nmodel('lab.envs:Town')\n")
        .with("lab/registry.py", "def model(path): ...\n")
        .with(
            "pyproject.toml",
            """
            [[tool.modelops-bundle.discovery.rule]]
            name = 'own'
            declared = ['lab.registry:model']
            [tool.modelops-bundle.discovery]
            rules = ['own']
            """);

    assertThat(project.discover().models())
        .extracting(DeclarationTest::line)
        .containsExactly("lab.envs:Town CLASS registered in lab/start.py:2");
  }

  @Test
  void functionThatRegistersNeedsAModuleAndAName() {
    project.with(
        "pyproject.toml",
        "[[tool.modelops-bundle.discovery.rule]]\nname = 'own'\ndeclared = ['lab:']\n");

    assertThatThrownBy(project::discover)
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.line()).isEqualTo(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup.cfg|[options.entry_points]\\npybamm_models =\\n  town = lab.envs:Town",
        "setup.cfg|[options.entry_points]\\nmodels = \\n\\n  town = lab.envs:Town [extra]",
        "setup.py|from setuptools import setup\\n\\nsetup(entry_points={'models': ['t = lab.envs:Town']})",
        "setup.py|import setuptools\\nE = {'pybamm_models': 't=lab.envs:Town'}\\nsetuptools.setup(entry_points=E)",
        "setup.py|from setuptools import setup\\nsetup(entry_points='''[pybamm_models]\\n t = lab.envs:Town''')",
        "pyproject.toml|[project.entry-points]\\n\\nmodels.town = 'lab.envs:Town'"
      })
  void entryPointsDeclareModels(String file) {
    String[] parts = file.split("\\|", 2);
    project.with(parts[0], parts[1].replace("\\n", "\n") + "\n");

    List<String> found = found(DiscoveryOptions.defaults());
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).startsWith("lab.envs:Town CLASS declared in " + parts[0] + ":");
  }
}
