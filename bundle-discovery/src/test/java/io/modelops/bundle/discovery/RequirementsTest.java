package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models need from outside the project. */
class RequirementsTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private Project withModel(String imports) {
    return project.with("m.py", imports + "\n" + Project.model("M"));
  }

  private static String line(Requirement each) {
    return "%s %s %s %s %s %s"
        .formatted(
            each.module(),
            each.distribution(),
            each.state(),
            each.specifier(),
            each.declared(),
            each.locked());
  }

  private List<String> needed() {
    return project.discover().models().stream()
        .flatMap(model -> model.requirements().stream())
        .map(RequirementsTest::line)
        .toList();
  }

  private List<String> distributions() {
    return project.discover().models().stream()
        .flatMap(model -> model.requirements().stream())
        .map(Requirement::distribution)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pyproject.toml | [project]¶dependencies = ['a', 'NumPy >=1.2,<2 ; sys_platform == \"x\"']"
            + " | DECLARED >=1.2,<2 pyproject.toml:2",
        "pyproject.toml | [project]¶dependencies = ['numpy[all] (>1)'] | DECLARED >1 pyproject.toml:2",
        "pyproject.toml | [project]¶dependencies = ['numpy @ https://me:pw@host/x'] |"
            + " DECLARED @ https://host/x pyproject.toml:2",
        "pyproject.toml | [project.optional-dependencies]¶all = ['numpy'] | EXTRA  pyproject.toml:2",
        "pyproject.toml | [dependency-groups]¶a = [{include-group = 'b'}, 'numpy~=1.0'] |"
            + " EXTRA ~=1.0 pyproject.toml:2",
        "pyproject.toml | [tool.poetry.dependencies]¶python = '^3.9'¶numpy = '^1.2' |"
            + " DECLARED ^1.2 pyproject.toml:3",
        "pyproject.toml | [tool.poetry.dependencies.numpy]¶version = '*'¶optional = true |"
            + " EXTRA * pyproject.toml:1",
        "pyproject.toml | [tool.poetry.group.dev.dependencies]¶numpy = '1' | EXTRA 1 pyproject.toml:2",
        "pyproject.toml | [tool.uv]¶dev-dependencies = ['numpy'] | EXTRA  pyproject.toml:2",
        "pyproject.toml | [tool.pdm.dev-dependencies]¶x = ['numpy'] | EXTRA  pyproject.toml:2",
        "setup.cfg | [options]¶install_requires =¶  a¶  numpy>=1 | DECLARED >=1 setup.cfg:4",
        "setup.cfg | [options.extras_require]¶all =¶  numpy | EXTRA  setup.cfg:3",
        "setup.py | setup(install_requires=['a',¶ 'numpy==1']) | DECLARED ==1 setup.py:2",
        "setup.py | NEED = ['numpy']¶setup(install_requires=['a'] + NEED) | DECLARED  setup.py:1",
        "setup.py | setup(extras_require={'x': ['numpy']}) | EXTRA  setup.py:1",
        "requirements.txt | # needed¶numpy==1.2 --hash=sha256:ab \\¶ --hash=x | DECLARED ==1.2"
            + " requirements.txt:2",
        "requirements-dev.txt | -r requirements.txt¶numpy # fast | EXTRA  requirements-dev.txt:2"
      })
  void requirementIsDeclared(String file, String text, String declared) {
    withModel("import numpy.linalg").with(file, text.replace('¶', '\n') + "\n");
    assertThat(needed()).containsExactly("numpy numpy " + declared + " null");
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void dependencyComesBeforeAnExtraAndRequirementsCountIfNothingElseDoes() {
    withModel("import numpy, scipy, pandas")
        .with("requirements.txt", "numpy==9\nscipy==9\n")
        .with(
            "pyproject.toml",
            """
            [project]
            dependencies = ["numpy==1"]
            [project.optional-dependencies]
            a = ["numpy==2", "scipy==2"]
            """);
    assertThat(needed())
        .containsExactly(
            "numpy numpy DECLARED ==1 pyproject.toml:2 null",
            "pandas pandas UNDECLARED null null null",
            "scipy scipy EXTRA ==2 pyproject.toml:4 null");
  }

  @Test
  void filesOfRequirementsThatSetuptoolsReadsAreDeclarations() {
    withModel("import numpy, pytest")
        .with("requirements/base.txt", "numpy\n")
        .with("requirements/dev.txt", "pytest\n")
        .with(
            "pyproject.toml",
            """
            [tool.setuptools.dynamic]
            dependencies = {file = "requirements/base.txt"}
            optional-dependencies.dev = {file = ["requirements/dev.txt"]}
            """);
    assertThat(needed())
        .containsExactly(
            "numpy numpy DECLARED  requirements/base.txt:1 null",
            "pytest pytest EXTRA  requirements/dev.txt:1 null");
  }

  @ParameterizedTest
  @CsvSource({
    "import yaml, pyyaml",
    "import cv2, opencv-python",
    "from PIL import Image, pillow",
    "import sklearn.svm, scikit-learn",
    "from dateutil.parser import parse, python-dateutil",
    "import bs4, beautifulsoup4",
    "import skimage, scikit-image",
    "import mpl_toolkits.mplot3d, matplotlib",
    "from google.protobuf import message, protobuf",
    "import my_tools.a, my-tools"
  })
  void distributionHasAnotherNameThanItsModule(String imports, String distribution) {
    withModel(imports);
    assertThat(distributions()).containsExactly(distribution);
    project.with("requirements.txt", distribution.toUpperCase(Locale.ROOT) + "\n");
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "import cv2, opencv-python-headless",
    "import rapidjson, python-rapidjson",
    "import PySAM, nrel-pysam",
    "import dicompylercore, dicompyler-core",
    "import bct, bctpy",
    "from oemof.network import x, oemof-network",
    "from oemof import network, oemof-network",
    "import google.cloud.storage, google-cloud-storage"
  })
  void declaredDistributionThatFitsIsPreferred(String imports, String distribution) {
    withModel(imports).with("requirements.txt", "other\ntypes-cv2\n" + distribution + "\n");
    assertThat(distributions()).containsExactly(distribution);
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"})
  void versionComesFromTheLockFile(String name) {
    String table = name.equals("pylock.toml") ? "packages" : "package";
    withModel("import yaml, numpy, scipy")
        .with("requirements.txt", "PyYAML\n")
        .with(
            name,
            """
            version = 1
            [[TABLE]]
            name = "PyYAML"
            version = "6.0.2"
            [TABLE.metadata]
            name = "numpy"
            version = "3"
            [[TABLE]]
            name = "numpy"
            version = "1.26.4"
            [[TABLE]]
            name = "numpy"
            version = "2.0.1"
            """
                .replace("TABLE", table));
    assertThat(needed())
        .containsExactly(
            "numpy numpy UNDECLARED null null null",
            "scipy scipy UNDECLARED null null null",
            "yaml pyyaml DECLARED  requirements.txt:1 6.0.2");
  }

  @Test
  void whatIsOfPythonOrOfTheProjectIsNoRequirement() {
    project
        .with("pyproject.toml", "[project]\ndependencies = ['a']\n")
        .with("pkg/__init__.py", "")
        .with("pkg/tools.py", "x = 1\n")
        .with("pkg/_core.pyx", "")
        .with("shared/own.py", "x = 1\n")
        .with(
            "pkg/m.py",
            """
            from __future__ import annotations
            import os.path, sys, _thread, cPickle
            import pkg._core, pkg.gone, shared.other
            import tools
            from . import missing
            from typing import TYPE_CHECKING
            if TYPE_CHECKING:
                import mypy
            if __name__ == "__main__":
                import click
            """
                + Project.model("M"));
    assertThat(needed()).isEmpty();
    assertThat(project.issues()).doesNotContain("undeclared-requirement");
  }

  @Test
  void undeclaredOneIsAWarningOnceAtTheFirstImportThatMayNotFail() {
    withModel("import lib\nimport numpy\ntry:\n  import scipy\nexcept ImportError: ...\n")
        .with("lib.py", "try:\n  import numpy\nexcept ImportError: ...\nimport numpy.linalg\n")
        .with("pyproject.toml", "[project]\ndependencies = ['a']\n");
    assertThat(project.issues())
        .isEqualTo(
            """
            WARNING undeclared-requirement lib.py:4:8: module numpy comes with numpy, which is no dependency of the project
            INFO undeclared-requirement m.py:4:10: module scipy comes with scipy, which is no dependency of the project
            """);
  }

  @Test
  void undeclaredOneIsANoteInAProjectThatDeclaresNothing() {
    withModel("import yaml").with("pyproject.toml", "[tool.ruff]\n");
    assertThat(project.issues())
        .isEqualTo(
            "INFO undeclared-requirement m.py:1:8: module yaml comes with pyyaml;"
                + " the project declares no dependencies\n");
  }

  @Test
  void onlyModelsAndNamedClassesHaveRequirements() {
    project.with("m.py", "import numpy\nclass A:\n  def simulate(self): ...\n");
    assertThat(project.issues()).isEmpty();
    assertThat(project.discover().candidates())
        .singleElement()
        .extracting(Model::requirements)
        .isEqualTo(List.of());
    assertThat(
            project
                .discover(DiscoveryOptions.defaults().withClasses(Set.of("m:A")))
                .candidates()
                .get(0)
                .requirements())
        .containsExactly(Requirement.of("numpy", "numpy", Requirement.State.UNDECLARED));
  }

  @Test
  void projectWithinTheProjectDeclaresItsOwn() {
    project
        .with("pyproject.toml", "[project]\ndependencies = ['scipy==1']\n")
        .with("packages/a/pyproject.toml", "[project]\ndependencies = ['numpy==1']\n")
        .with("packages/a/src/a/m.py", "import numpy, scipy, pandas\n" + Project.model("M"))
        .with("packages/b/pyproject.toml", "[project]\ndependencies = ['pandas==1']\n")
        .with("packages/b/src/b/m.py", "");
    assertThat(needed())
        .containsExactly(
            "numpy numpy DECLARED ==1 packages/a/pyproject.toml:2 null",
            "pandas pandas UNDECLARED null null null",
            "scipy scipy DECLARED ==1 pyproject.toml:2 null");
  }

  @Test
  void declarationsMayBeHostile() {
    withModel("import numpy")
        .with("setup.cfg", "[options]\ninstall_requires = \0 " + "[".repeat(50_000))
        .with("setup.py", "a = b\nb = a\nsetup(install_requires=a + [*x, " + "(".repeat(500))
        .with(
            "requirements.txt", "numpy" + " ".repeat(100_000) + "((\n@\n;\n" + "a".repeat(100_000))
        .with("uv.lock", "[[package]]\nname = \"\nversion = 3\n" + "name =".repeat(50_000));
    assertThat(distributions()).containsExactly("numpy");
  }
}
