package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRootsTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private String ids(DiscoveryOptions options) {
    return String.join(
        " ", project.discover(options).candidates().stream().map(Model::id).toList());
  }

  private String ids() {
    return ids(DiscoveryOptions.defaults());
  }

  private Project withModel(String path) {
    return project.with(path, Project.model("M"));
  }

  @Test
  void rootThatIsNotThereIsAWarningWithItsPlace() {
    withModel("lib/m.py");
    project.with("pyproject.toml", "[tool.modelops-bundle]\nsource-roots = ['lib', './libs/']\n");
    assertThat(Report.issues(Bundle.open(directory).discover()))
        .isEqualTo(
            "WARNING source-root-missing pyproject.toml:2:24: source root 'libs' is not there,"
                + " or nothing in it is read\n");
    assertThat(project.discover(DiscoveryOptions.defaults().withSourceRoots("src")).issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.line()).isZero());
    assertThat(project.discover(DiscoveryOptions.defaults().withSourceRoots("lib", ".")).issues())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "models/sir_model.py, models.sir_model:M",
    "src/models/sir.py, models.sir:M",
    "src/pkg/__init__.py, pkg:M",
    "pkg/__init__.py, pkg:M",
    "covid/model.py, covid.model:M",
    "sir.py, sir:M",
    "name/space/deep/m.py, name.space.deep.m:M",
    "con.py, con:M",
    "mytests/m.py, mytests.m:M"
  })
  void moduleIsNamedByItsPlace(String file, String id) {
    withModel(file);
    assertThat(ids()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"a-b.py, a-b:M", "1.py, 1:M", "x.py/m.py, x.py.m:M", "class.py, class:M"})
  void fileWithoutAModulesNameCannotBeImported(String file, String id) {
    withModel(file);
    assertThat(project.verdicts()).isEqualTo("NOT_IMPORTABLE " + id + " " + file + ":1-3\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[tool.setuptools.packages.find]\nwhere = ['lib']",
        "[tool.setuptools]\npackage-dir = {'' = 'lib'}",
        "[tool.setuptools.package-dir]\npkg = 'lib/pkg'",
        "[tool.hatch.build.targets.wheel]\npackages = ['lib/pkg']",
        "[tool.hatch.build.targets.wheel]\npackages = ['/lib/pkg']",
        "[tool.hatch.build.targets.wheel]\nsources = ['lib']",
        "[tool.hatch.build.targets.wheel]\nsources = ['/lib']",
        "[tool.hatch.build.targets.wheel.force-include]\n'lib/pkg' = 'pkg'",
        "[tool.hatch.build.targets.wheel.sources]\n'lib' = ''",
        "[tool.hatch.build]\npackages = ['lib/pkg']",
        "[tool.poetry]\npackages = [{include = 'pkg', from = 'lib'}]",
        "[tool.uv.build-backend]\nmodule-root = 'lib'",
        "[tool.pdm.build]\npackage-dir = 'lib'",
        "[tool.maturin]\npython-source = 'lib'",
        "[tool.scikit-build]\nwheel.packages = ['lib/pkg']",
        "[build-system]\nbuild-backend = 'scikit_build_core.build'\n"
            + "[tool.scikit-build.wheel.packages]\npkg = 'lib/pkg'",
        "[tool.modelops-bundle]\nsource-roots = ['./lib/']",
        "[build-system]\nbuild-backend = 'hatchling.build'\n[tool.hatch.build]\nsources = ['lib']\n"
            + "[tool.setuptools.packages.find]\nwhere = ['lib/pkg']"
      })
  void sourceRootComesFromTheBuildBackend(String pyproject) {
    withModel("lib/pkg/m.py").with("pyproject.toml", pyproject + "\n");
    assertThat(ids()).isEqualTo("pkg.m:M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[tool.setuptools.package-dir]\n'new.name' = 'lib/pkg'",
        "[tool.hatch.build.targets.wheel.sources]\n'lib/pkg' = 'new/name'",
        "[tool.scikit-build.wheel.packages]\n'new/name' = 'lib/pkg'",
        "[tool.poetry]\npackages = [{include = 'name', from = 'lib/pkg/..', to = 'new'},"
            + " {include = 'pkg', from = 'lib', to = 'new/name'}]"
      })
  void buildBackendMayRenamePackages(String pyproject) {
    withModel("lib/pkg/m.py").with("pyproject.toml", pyproject + "\n");
    assertThat(ids()).startsWith("new.name").endsWith(".m:M");
  }

  @Test
  void flitTakesSrcOrTheProject() {
    withModel("src/pkg/m.py")
        .with("pyproject.toml", "[build-system]\nbuild-backend = 'flit_core.buildapi'\n");
    assertThat(ids()).isEqualTo("pkg.m:M");
  }

  @Test
  void settingsOfOtherToolsMayBeWrong() {
    withModel("src/pkg/m.py")
        .with(
            "pyproject.toml", "[tool]\nsetuptools = 3\nhatch.build = []\npoetry.packages = 'x'\n");
    assertThat(ids()).isEqualTo("pkg.m:M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[options]\npackage_dir =\n    = lib\n",
        "[metadata]\nname = x\n[options]\npackages = find:\npackage_dir = =lib\n",
        "[options]\n# where\nPackage-Dir : = lib, other = elsewhere\n",
        "[options]\r\npackage_dir =\r\n  # all\r\n\tpkg = lib/pkg\r\n",
        "[options.packages.find]\nwhere = lib\nexclude = x\n",
        "[options.packages.find]\nwhere =\n    lib\n"
      })
  void sourceRootComesFromSetupCfg(String configuration) {
    withModel("lib/pkg/m.py").with("setup.cfg", configuration);
    assertThat(ids()).isEqualTo("pkg.m:M");
    project.with("pyproject.toml", "[build-system]\nbuild-backend='setuptools.build_meta'\n");
    assertThat(ids()).isEqualTo("pkg.m:M");
    project.with("pyproject.toml", "[build-system]\nbuild-backend='hatchling.build'\n");
    assertThat(ids()).isEqualTo("lib.pkg.m:M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[metadata]\npackage_dir = =lib\n",
        "[options]\npackage_dir = =../lib\n",
        "[options]\npackage_dir =\n    not a mapping\n",
        "package_dir = =lib\n",
        "\0[options"
      })
  void otherTextInSetupCfgSaysNothing(String configuration) {
    withModel("lib/pkg/m.py").with("setup.cfg", configuration);
    assertThat(ids()).isEqualTo("lib.pkg.m:M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from setuptools import setup\nsetup(name='x', package_dir={'': 'lib'}, packages=['pkg'])",
        "import setuptools\nif True:\n  setuptools.setup(package_dir={'pkg': './lib/pkg'})",
        "from setuptools import *\nsetup(packages=find_packages('lib'))",
        "import setuptools\nsetuptools.setup(\n  **more,"
            + " packages=setuptools.find_packages(where='lib', exclude=x))",
        "setup(packages=find_namespace_packages(where=\"lib\"), package_dir=dirs)"
      })
  void sourceRootComesFromLiteralsInSetupPy(String script) {
    withModel("lib/pkg/m.py").with("setup.py", script + "\n");
    assertThat(ids()).isEqualTo("pkg.m:M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup(package_dir={'': where})",
        "setup(package_dir=dirs, packages=find_packages(where))",
        "install(package_dir={'': 'lib'})",
        "\"setup(package_dir={'': 'lib'})\" # setup(package_dir={'': 'lib'})",
        "setup(package_dir={'': 'lib'"
      })
  void otherSourceInSetupPySaysNothing(String script) {
    withModel("lib/pkg/m.py").with("setup.py", script + "\n");
    assertThat(ids()).isEqualTo("lib.pkg.m:M");
  }

  @Test
  void projectsWithinTheProjectHaveTheirOwnSourceRoots() {
    withModel("a/src/one/m.py").with("a/pyproject.toml", "[project]\nname = 'one'\n");
    withModel("b/two/m.py").with("b/setup.py", "from setuptools import setup\nsetup()\n");
    withModel("c/d/lib/three/m.py").with("c/d/setup.py", "setup(package_dir={'': 'lib'})\n");
    withModel("e/four/m.py").with("e/pyproject.toml", "[tool.poetry]\nname = 'four'\n");

    assertThat(ids()).isEqualTo("four.m:M one.m:M three.m:M two.m:M");
  }

  @Test
  void directoryWithOtherUseOfTheNamesIsNoProject() {
    withModel("a/one/m.py").with("a/pyproject.toml", "[tool.ruff]\nline-length = 100\n");
    withModel("pkg/m.py").with("pkg/__init__.py", "").with("pkg/setup.py", "def run(): ...\n");
    withModel("pkg/sub/m.py").with("pkg/sub/__init__.py", "").with("pkg/sub/setup.py", "setup()\n");
    withModel("b/two/m.py").with("b/setup.py", "import os\n");
    project.with("tests/sample/setup.py", "setup()\n").with("tests/sample/a.py", "");

    assertThat(ids()).isEqualTo("a.one.m:M b.two.m:M pkg.m:M pkg.sub.m:M");
  }

  @Test
  void projectWithinTheProjectMayBeWrong() {
    withModel("a/one/m.py").with("a/pyproject.toml", "[project\n");
    assertThat(ids()).isEqualTo("a.one.m:M");
    assertThat(project.issues())
        .startsWith("WARNING layout a/pyproject.toml:1:9: where its modules lie is not known: ");
  }

  @Test
  void layoutOfMesonCannotBeRead() {
    withModel("pkg/m.py").with("pyproject.toml", "[build-system]\nbuild-backend = 'mesonpy'\n");
    assertThat(project.issues())
        .isEqualTo(
            "WARNING layout pyproject.toml: meson.build says where modules lie, which is not read;"
                + " source-roots in [tool.modelops-bundle] can say it\n");
    project.with(
        "pyproject.toml",
        """
        [build-system]
        build-backend = 'mesonpy'
        [tool.modelops-bundle]
        source-roots = ['.']
        """);
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[tool.maturin]¶python-source = 'lib'¶module-name = 'pkg._core' | from pkg import _core",
        "[tool.maturin]¶python-source = 'lib'¶module-name = 'pkg._core' | import pkg._core",
        "[tool.maturin]¶python-source = 'lib'¶module-name = 'pkg' | from pkg.pkg import fast",
        "[project]¶name = 'pkg'¶[build-system]¶build-backend = 'maturin'¶[tool.maturin]¶"
            + "python-source = 'lib' | from .pkg import *",
        "[tool.setuptools.packages.find]¶where = ['lib']¶[tool.setuptools_scm]¶"
            + "version_file = 'lib/pkg/_core.py' | from ._core import version",
        "[tool.hatch.build]¶sources = ['lib']¶[tool.hatch.build.hooks.vcs]¶"
            + "version-file = 'lib/pkg/_core.py' | from ._core import version"
      })
  void moduleThatBuildingMakesIsNotMissing(String pyproject, String imports) {
    project.with("lib/pkg/__init__.py", "").with("lib/pkg/a.py", imports + "\n");
    project.with("pyproject.toml", pyproject.replace('¶', '\n') + "\n");
    assertThat(project.issues()).isEmpty();
    project.with("pyproject.toml", "[tool.hatch.build]\nsources = ['lib']\n");
    assertThat(project.issues()).contains("unresolved-import");
  }

  @Test
  void workspaceMembersHaveTheirOwnSourceRoots() {
    withModel("packages/one/src/one/m.py");
    withModel("packages/two/two/m.py");
    withModel("packages/three/lib/three/m.py");
    withModel("packages/out/out/m.py");
    withModel("src/root/m.py");
    project
        .with(
            "pyproject.toml",
            "[tool.uv.workspace]\nmembers = ['packages/*']\nexclude = ['packages/o?t']\n")
        .with("packages/one/pyproject.toml", "")
        .with("packages/two/pyproject.toml", "")
        .with("packages/three/pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['lib']\n")
        .with("packages/out/pyproject.toml", "");

    assertThat(ids()).isEqualTo("one.m:M packages.out.out.m:M root.m:M three.m:M two.m:M");
  }

  @Test
  void optionsWinOverSettings() {
    withModel("lib/pkg/m.py").with("pyproject.toml", "[tool.pdm.build]\npackage-dir = 'lib'\n");
    assertThat(ids(DiscoveryOptions.defaults().withSourceRoots("lib/pkg"))).isEqualTo("m:M");
  }

  @Test
  void twoFilesWithOneModuleNameAreAnIssue() {
    withModel("src/models/sir.py");
    withModel("models/sir.py");

    assertThat(project.verdicts())
        .isEqualTo(
            """
            NOT_IMPORTABLE models.sir:M models/sir.py:1-3
            MODEL models.sir:M src/models/sir.py:1-3
            """);
    assertThat(project.issues())
        .isEqualTo(
            "WARNING duplicate-module models/sir.py: module models.sir is both"
                + " 'src/models/sir.py' and 'models/sir.py'; imports find the first\n");
  }

  @Test
  void projectsWithinTheProjectMayHaveModulesOfOneName() {
    for (String part : new String[] {"examples/a", "examples/b"}) {
      project.with(part + "/pyproject.toml", "[project]\nname = 'x'\n");
      project.with(part + "/lib/__init__.py", "").with(part + "/lib/base.py", Project.model("B"));
      project.with(part + "/main.py", "from lib.base import B\nclass M(B): ...\n");
      project.with(part + "/setup.py", "").with(part + "/only_" + part.charAt(9) + ".py", "");
    }

    assertThat(Report.verdicts(project.discover()))
        .isEqualTo(
            """
            MODEL examples.a.lib.base:B examples/a/lib/base.py:1-3
            MODEL examples.a.main:M examples/a/main.py:2-2
            MODEL examples.b.lib.base:B examples/b/lib/base.py:1-3
            MODEL examples.b.main:M examples/b/main.py:2-2
            """);
    assertThat(project.issues()).isEmpty();
    assertThat(project.files("examples.b.main:M"))
        .isEqualTo("examples/b/lib/__init__.py examples/b/lib/base.py examples/b/main.py");
  }

  @Test
  void projectAroundComesBeforeThoseWithinIt() {
    withModel("util/x.py");
    withModel("part/src/util/x.py").with("part/pyproject.toml", "[project]\nname = 'x'\n");
    assertThat(ids()).isEqualTo("part.src.util.x:M util.x:M");
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void nameThatOnlyOneOfTwoFilesCanHaveIsAnIssueWhereItMatters() {
    for (String part : new String[] {"parts/first-one", "parts/second-one"}) {
      project.with(part + "/pyproject.toml", "[project]\nname = 'x'\n");
      project.with(part + "/run.py", "").with(part + "/base.py", "");
      project.with(part + "/main.py", "import base\n" + Project.model("M"));
    }
    assertThat(project.verdicts())
        .isEqualTo(
            """
            MODEL main:M parts/first-one/main.py:2-4
            NOT_IMPORTABLE main:M parts/second-one/main.py:2-4
            """);
    assertThat(project.issues())
        .isEqualTo(
            "WARNING duplicate-module parts/second-one/main.py: module main is both"
                + " 'parts/first-one/main.py' and 'parts/second-one/main.py';"
                + " imports find the first\n");
    assertThat(
            project
                .discover(DiscoveryOptions.defaults().withClasses(Set.of("main:M")))
                .candidates()
                .stream()
                .map(model -> String.join(" ", model.files()))
                .toList())
        .containsExactly(
            "parts/first-one/base.py parts/first-one/main.py",
            "parts/second-one/base.py parts/second-one/main.py");
  }

  @Test
  void packageElsewhereHidesADirectoryOfItsName() {
    withModel("src/models/__init__.py");
    withModel("models/sir.py");
    assertThat(Report.full(project.discover()))
        .contains("NOT_IMPORTABLE models.sir:M")
        .contains("src/models/__init__.py hides the directory that models/sir.py is in");
  }

  @Test
  void packageComesBeforeTheModuleOfTheSameName() {
    withModel("pkg/__init__.py");
    withModel("pkg.py");
    assertThat(project.verdicts())
        .isEqualTo("NOT_IMPORTABLE pkg:M pkg.py:1-3\nMODEL pkg:M pkg/__init__.py:1-3\n");
  }

  @Test
  void syntaxErrorInPyprojectHasItsPlace() {
    project.with("pyproject.toml", "\uFEFF[project]\nname = \n");
    assertThatThrownBy(() -> project.discover())
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e -> {
              assertThat(e.code()).isEqualTo("pyproject-syntax");
              assertThat(e.file()).isEqualTo("pyproject.toml");
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(8);
            });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"3, 3", "'src', 3", "[1], 19", "['../lib'], 19", "['/lib'], 19"})
  void wrongSourceRootsInPyprojectHaveTheirPlace(String value, int column) {
    project.with("pyproject.toml", "[tool.modelops-bundle]\n\n  source-roots = " + value + "\n");
    assertThatThrownBy(() -> project.discover())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("pyproject.toml:3:" + column + ": source-roots");
  }

  @Test
  void pyprojectMayBeHostile() {
    for (String text :
        new String[] {"x = " + "[".repeat(50_000), "x = " + "{a=".repeat(50_000), "\0", "é=1"}) {
      project.with("pyproject.toml", text);
      assertThatThrownBy(() -> project.discover()).isInstanceOf(ConfigurationException.class);
    }
    project.with("pyproject.toml", new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> project.discover()).hasMessageContaining("not in UTF-8");
  }
}
