package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Python looks first into the directory of the script that it runs. */
class ScriptDirectoryTest {
  private static final String LOADED =
      "import sys\nprint(' '.join(sorted(m.__file__ for m in list(sys.modules.values())"
          + " if getattr(m, '__file__', None) and m.__file__.startswith(sys.argv[1]))))\n";

  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project =
        new Project(directory)
            .with("scripts/helper.py", "import tools.deep\nx = 1\n" + Project.model("Base"))
            .with("scripts/tools/__init__.py", "")
            .with("scripts/tools/deep.py", "x = 1\n")
            .with("scripts/bare/part.py", "x = 1\n")
            .with("scripts/2nd-try/again.py", "x = 1\n")
            .with("pkg/__init__.py", "")
            .with("pkg/a.py", "x = 1\n");
  }

  /** The files below the project's directory that Python loads when it runs one as a script. */
  private String loaded(String script, String path) {
    Programs.require("python3");
    String root = directory.toString();
    Programs.Result result =
        Programs.start(
            Map.of("PYTHONPATH", directory.resolve(path).toString()),
            List.of("python3", "-B", directory.resolve(script).toString(), root + "/"));
    String output = result.output().strip();
    return String.join(
        " ",
        Arrays.stream(output.split(" ")).map(file -> file.substring(root.length() + 1)).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scripts/run.py | from helper import x | scripts.run:M",
        "scripts/run.py | import helper | scripts.run:M",
        "scripts/run.py | import tools.deep as t | scripts.run:M",
        "scripts/run.py | from tools import deep | scripts.run:M",
        "scripts/run.py | from bare import part | scripts.run:M",
        "scripts/run.py | from helper import * | scripts.run:M",
        "scripts/run.py | import importlib¶importlib.import_module('helper') | scripts.run:M",
        "scripts/2nd-try/run.py | from again import x | scripts.2nd-try.run:M",
        "pkg/bare/run.py | import other | pkg.bare.run:M"
      })
  void moduleBesideAScriptBelongsToItsFiles(String script, String imports, String id) {
    project.with("pkg/bare/other.py", "x = 1\n");
    project.with(script, imports.replace('¶', '\n') + "\n" + Project.model("M") + LOADED);

    String files = project.files(id);

    assertThat(files.replace("pkg/__init__.py ", "")).isEqualTo(loaded(script, "nowhere"));
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void baseFromBesideAScriptIsFound() {
    project.with("scripts/run.py", "from helper import Base\nclass M(Base): ...\n");
    assertThat(project.verdicts()).contains("MODEL scripts.run:M ");
    project.with("scripts/run.py", "from helper import *\nclass M(Base): ...\n");
    assertThat(project.verdicts()).contains("MODEL scripts.run:M ");
  }

  @Test
  void baseThatCanComeFromTwoPlacesIsAmbiguous() {
    project.with("helper.py", "class Base: ...\n");
    project.with("scripts/run.py", "from helper import Base\nclass M(Base): ...\n");
    assertThat(Report.full(project.discover()))
        .contains("UNRESOLVED scripts.run:M ")
        .contains("base Base can be scripts.helper.Base or helper.Base");
    assertThat(project.files("scripts.run:M"))
        .startsWith("helper.py scripts/helper.py scripts/run.py ");
  }

  @Test
  void moduleBesideAScriptMayBearTheNameOfOneOutside() {
    project.with("scripts/random.py", "");
    project.with("scripts/run.py", "from random import Random\nclass M(Random): ...\n");
    assertThat(Report.full(project.discover()))
        .contains("base random.Random is outside the project")
        .doesNotContain("unresolved-import");
  }

  @Test
  void moduleBesideAModuleOfAPackageIsNotFound() {
    project.with("pkg/run.py", "import a\n" + Project.model("M"));
    assertThat(project.files("pkg.run:M")).isEqualTo("pkg/__init__.py pkg/run.py");
  }

  @Test
  void scriptThatBearsTheNameOfWhatItImportsIsNotMeant() {
    project.with("scripts/numpy.py", "from numpy import array\n");
    assertThat(project.issues()).isEmpty();
  }

  /** With the directory around that holds what is imported on the path, as users have to put it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lab/experiments/run.py | from common import x | lab | lab.experiments.run:M",
        "lab/experiments/run.py | import common | lab | lab.experiments.run:M",
        "lab/experiments/run.py | from parts import one | lab | lab.experiments.run:M",
        "lab/experiments/run.py | import parts.one | lab | lab.experiments.run:M",
        "lab/experiments/run.py | from parts.one import * | lab | lab.experiments.run:M",
        "lab/experiments/deep/run.py | import common | lab | lab.experiments.deep.run:M",
        "lab/kit/kit/run.py | from kit.other import x | lab/kit | lab.kit.kit.run:M",
        "lab/kit/kit/run.py | import extra, kit.other | lab/kit | lab.kit.kit.run:M",
        "lab/2nd/sub/run.py | import beside | lab/2nd | lab.2nd.sub.run:M"
      })
  void moduleOfTheNearestDirectoryAroundBelongsToTheFiles(
      String script, String imports, String path, String id) {
    project
        .with("lab/common.py", "x = 1\n")
        .with("lab/parts/one.py", "x = 1\n")
        .with("lab/kit/kit/__init__.py", "")
        .with("lab/kit/kit/other.py", "x = 1\n")
        .with("lab/kit/extra.py", "x = 1\n")
        .with("lab/2nd/beside.py", "x = 1\n")
        .with("lab/other/common.py", "raise ValueError\n");
    project.with(script, imports + "\n" + Project.model("M") + LOADED);

    assertThat(project.files(id)).isEqualTo(loaded(script, path));
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void baseFromADirectoryAroundIsFound() {
    project.with("lab/common.py", Project.model("Base"));
    project.with("lab/exp/run.py", "from common import Base\nclass M(Base): ...\n");
    project.with("lab/exp/star.py", "from common import *\nclass M(Base): ...\n");
    project.with("lab/exp/dotted.py", "import common as c\nclass M(c.Base): ...\n");
    assertThat(project.verdicts())
        .contains("MODEL lab.exp.run:M ", "MODEL lab.exp.star:M ", "MODEL lab.exp.dotted:M ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from types import Base | types.Base",
        "import types | types.Base",
        "from mesa import Base | mesa.Base",
        "import mesa | mesa.Base",
        "from mesa.core import Base | mesa.core.Base",
        "import mesa.core as mesa | mesa.core.Base",
        "from mesa import * | mesa.Base",
        "from wraps import Base | wraps.Base"
      })
  void directoryAroundDoesNotStandForWhatIsInstalled(String imports, String base) {
    project
        .with("lab/types.py", Project.model("Base"))
        .with("lab/mesa/readme.py", "")
        .with("lab/wraps.py/x.py", "")
        .with("pack/__init__.py", "")
        .with("pack/wraps.py", Project.model("Base"))
        .with("pack/backends/__init__.py", "");
    String written =
        imports.startsWith("from") ? "Base" : imports.contains("mesa") ? "mesa.Base" : "types.Base";
    String source = imports + "\nclass M(" + written + "): ...\n";
    project.with("lab/mesa/run.py", source);
    project.with("pack/backends/run.py", source);

    String report = Report.full(project.discover());

    assertThat(report)
        .contains("UNRESOLVED lab.mesa.run:M ", "UNRESOLVED pack.backends.run:M ")
        .contains("base " + base + " is outside the project")
        .doesNotContain("lab.mesa.Base", "pack.wraps.Base")
        .doesNotContain("files lab/mesa/run.py lab/types.py");
  }

  @Test
  void standardLibraryIsThatOfPython() {
    Programs.require("python3");
    String names = Programs.run("python3", "-c", "import sys; print(*sys.stdlib_module_names)");
    for (String name : names.split(" ", -1)) {
      if (!name.startsWith("_")) {
        project.with("lab/" + name + ".py", "x = 1\n");
        project.with("lab/sub/run_" + name + ".py", "import " + name + "\n" + Project.model("M"));
      }
    }
    assertThat(project.discover().models())
        .hasSizeGreaterThan(150)
        .filteredOn(model -> model.id().startsWith("lab.sub"))
        .allSatisfy(model -> assertThat(model.files()).hasSize(1));
  }
}
