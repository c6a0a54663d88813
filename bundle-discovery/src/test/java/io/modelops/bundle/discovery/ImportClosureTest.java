package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportClosureTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
    for (String file :
        new String[] {
          "top.py",
          "pkg/__init__.py",
          "pkg/a.py",
          "pkg/sub/__init__.py",
          "pkg/sub/b.py",
          "space/c.py",
          "space/deep/d.py",
          "pkg/bare/e.py"
        }) {
      project.with(file, "x = 1\n");
    }
    project.with("requirements.txt", "numpy\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import top | top.py",
        "import pkg.bare.e | pkg/__init__.py pkg/bare/e.py",
        "import pkg.sub.b | pkg/__init__.py pkg/sub/__init__.py pkg/sub/b.py",
        "import pkg.a as p, top | pkg/__init__.py pkg/a.py top.py",
        "from pkg import a | pkg/__init__.py pkg/a.py",
        "from pkg import x | pkg/__init__.py",
        "from pkg.sub import * | pkg/__init__.py pkg/sub/__init__.py",
        "from space import c | space/c.py",
        "import space.deep.d | space/deep/d.py",
        "from space.deep.d import x | space/deep/d.py",
        "def f(): import top | top.py",
        "try: import top¶except ImportError: import pkg.a | pkg/__init__.py pkg/a.py top.py",
        "class C: from top import x | top.py",
        "from typing import TYPE_CHECKING¶if TYPE_CHECKING: import top |",
        "import typing as t¶if t.TYPE_CHECKING:¶  import top¶else:¶  import space.c | space/c.py",
        "import importlib¶def f(): return importlib.import_module('pkg.a') | pkg/__init__.py pkg/a.py",
        "x = __import__('top') | top.py",
        "import_module(name); import_module('numpy'); import_module('not a name') |",
        "import numpy, os.path |",
        "from numpy import top |"
      })
  void filesOfAModelFollowItsImports(String imports, String files) {
    project.with("m.py", imports.replace('¶', '\n') + "\n" + Project.model("M"));
    assertThat(project.files("m:M")).isEqualTo(files == null ? "m.py" : "m.py " + files);
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from . import b | pkg/__init__.py pkg/sub/__init__.py pkg/sub/b.py",
        "from .b import x | pkg/__init__.py pkg/sub/__init__.py pkg/sub/b.py",
        "from .. import a | pkg/__init__.py pkg/a.py pkg/sub/__init__.py",
        "from ..a import x | pkg/__init__.py pkg/a.py pkg/sub/__init__.py",
        "from . import * | pkg/__init__.py pkg/sub/__init__.py",
        "x = 1 | pkg/__init__.py pkg/sub/__init__.py"
      })
  void relativeImportsCountFromThePackage(String imports, String files) {
    project.with("pkg/sub/m.py", imports + "\n" + Project.model("M"));
    assertThat(project.files("pkg.sub.m:M").replace(" pkg/sub/m.py", "")).isEqualTo(files);
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from pkg.sub import fast¶if fast: import top | top.py",
        "import pkg.sub as s¶if not s.fast: import space.c¶else: import top | space/c.py top.py",
        "from pkg.sub import FAST¶if FAST: import top |",
        "fast = False¶if fast: import top |"
      })
  void variableOfAnotherModuleMayBeSetFromElsewhere(String imports, String files) {
    project.with("pkg/sub/__init__.py", "fast = False\nFAST = False\n");
    project.with("pkg/__init__.py", "");
    project.with("m.py", imports.replace('¶', '\n') + "\n" + Project.model("M"));
    assertThat(
            project.files("m:M").replaceAll("m.py ?|pkg/__init__.py ?|pkg/sub/__init__.py ?", ""))
        .isEqualTo(files == null ? "" : files);
  }

  @Test
  void relativeImportStaysInItsDirectory() {
    project.with("src/models/sir.py", "from .sib import z\n" + Project.model("M"));
    project.with("src/models/sib.py", "").with("src/sib.py", "");
    assertThat(project.files("models.sir:M")).isEqualTo("src/models/sib.py src/models/sir.py");
  }

  @Test
  void importsAreFollowedTransitivelyAndInCircles() {
    project.with("pkg/a.py", "import top\n").with("top.py", "import m, space.c\n");
    project.with("m.py", "from pkg import a\n" + Project.model("M"));
    assertThat(project.files("m:M")).isEqualTo("m.py pkg/__init__.py pkg/a.py space/c.py top.py");
  }

  @Test
  void starImportBringsTheModulesThatAllLists() {
    project.with("pkg/__init__.py", "__all__ = ['a', 'missing']\n");
    project.with("m.py", "from pkg import *\n" + Project.model("M"));
    assertThat(project.files("m:M")).isEqualTo("m.py pkg/__init__.py pkg/a.py");
  }

  @Test
  void modulesOfBasesBelongToTheModel() {
    project.with("pkg/a.py", Project.model("Base"));
    project.with("top.py", "import pkg.a\n");
    project.with("m.py", "import top\nclass M(top.pkg.a.Base): ...\n");
    assertThat(project.files("m:M")).isEqualTo("m.py pkg/__init__.py pkg/a.py top.py");
  }

  @Test
  void testsBelongToAModelThatImportsThem() {
    project.with("tests/helper.py", "import top\n").with("tests/other.py", "");
    project.with("m.py", "from tests.helper import x\n" + Project.model("M"));
    assertThat(project.files("m:M")).isEqualTo("m.py tests/helper.py top.py");
  }

  @Test
  void importMayBeginWithTheSourceRoot() {
    project.with("src/models/base.py", Project.model("Base"));
    project.with("src/m.py", "from src.models.base import Base\nclass M(Base): ...\n");
    assertThat(project.files("m:M")).isEqualTo("src/m.py src/models/base.py");
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import pkg.gone | WARNING unresolved-import m.py:1:8: no module pkg.gone in the project",
        "import top.gone | WARNING unresolved-import m.py:1:8: no module top.gone in the project",
        "from pkg.gone import x | WARNING unresolved-import m.py:1:1: no module pkg.gone in the"
            + " project",
        "from pkg.bare import gone | WARNING unresolved-import m.py:1:1: no module pkg.bare.gone in"
            + " the project",
        "from .gone import x | WARNING unresolved-import m.py:1:1: relative import .gone goes beyond"
            + " the top-level package",
        "try: import pkg.gone¶except ImportError: ... | INFO unresolved-import m.py:1:13: no module"
            + " pkg.gone in the project"
      })
  void importThatShouldLeadSomewhereIsAnIssue(String imports, String issue) {
    project.with("m.py", imports.replace('¶', '\n') + "\n");
    assertThat(project.issues()).isEqualTo(issue + "\n");
  }

  @Test
  void relativeImportOfNothingIsAnIssue() {
    project.with("pkg/a.py", "x = 1\nfrom .gone import y\nfrom ... import z\n");
    assertThat(project.issues())
        .isEqualTo(
            """
            WARNING unresolved-import pkg/a.py:2:1: no module pkg.gone in the project
            WARNING unresolved-import pkg/a.py:3:1: relative import ... goes beyond the top-level package
            """);
  }

  @Test
  void nameThatItsModuleDoesNotMentionIsAnIssue() {
    project.with("pkg/a.py", "a, b = 1, 2\nfor c in []: ...\n");
    project.with("pkg/sub/b.py", "globals().update(x=1)\n");
    project.with("pkg/sub/__init__.py", "from numpy import *\n");
    project.with(
        "m.py",
        """
        from pkg.a import a, b, c
        from pkg.sub.b import x, y
        from pkg.sub import z
        from pkg import gone
        from pkg import __version__
        """);
    assertThat(project.issues())
        .isEqualTo("WARNING unresolved-import m.py:4:1: module pkg has no gone\n");
  }

  @Test
  void sourceDirectoryThatIsAPackageItselfMayBeImportedFrom() {
    project.with("src/__init__.py", "").with("src/util.py", "");
    project.with("src/models/sir.py", "from ..util import *\n" + Project.model("M"));
    assertThat(project.files("models.sir:M"))
        .isEqualTo("src/__init__.py src/models/sir.py src/util.py");
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void literalsThatNameFilesAreDataHints() {
    project.with("data/x.csv", "").with("pkg/local.json", "").with("README", "");
    project.with("pkg/a.py", "y = 'local.json', '../data/x.csv', 'top.py'\n");
    project.with(
        "m.py",
        """
        from pkg import a
        \"""data/x.csv\"""
        x = open("data/x.csv"), open('data/gone.csv'), "/etc/passwd", "../x.csv", "pkg/a.py"  # 'README'
        class M:
            def simulate(self): return f"{data}/x.csv"
            def parameters(self): ...
        """);
    assertThat(project.discover().models().get(0).dataHints())
        .extracting(hint -> hint.mentioned() + ":" + hint.mentioned().column() + " " + hint.path())
        .containsExactly(
            "m.py:3:10 data/x.csv",
            "pkg/a.py:1:5 pkg/local.json",
            "pkg/a.py:1:19 data/x.csv",
            "pkg/a.py:1:36 top.py");
  }

  @Test
  void extensionModulesAreNoFalseAlarm() {
    project.with("pkg/_fast.cpython-311-x86_64-linux-gnu.so", "").with("pkg/_slow.pyx", "");
    project.with("m.py", "import pkg._fast\nfrom pkg._slow import x\nfrom pkg import _fast\n");
    assertThat(project.issues()).isEmpty();
  }
}
