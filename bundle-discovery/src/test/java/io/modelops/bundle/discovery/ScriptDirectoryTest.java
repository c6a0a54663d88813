package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.nio.file.Path;
import java.util.Arrays;
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
  private String loaded(String script) {
    Programs.require("python3");
    String root = directory.toString();
    String output = Programs.run("python3", "-B", directory.resolve(script).toString(), root + "/");
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

    assertThat(files.replace("pkg/__init__.py ", "")).isEqualTo(loaded(script));
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
}
