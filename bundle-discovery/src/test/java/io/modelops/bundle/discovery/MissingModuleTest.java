package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module is missing only if CPython does not find it either, whatever is installed. */
class MissingModuleTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    Path site = directory.resolve("site");
    project =
        new Project(directory.resolve("project"))
            .with("docker/entry.py", "x = 1\n")
            .with("email/templates/html.py", "x = 1\n")
            .with("data/deep/part.py", "x = 1\n")
            .with("pkg/__init__.py", "x = 1\n")
            .with("pkg/a.py", "x = 1\n")
            .with("pkg/bare/b.py", "x = 1\n")
            .with(
                "grown/__init__.py",
                "from pkgutil import extend_path as f\n__path__ = f(__path__, __name__)\n")
            .with(
                "hooked/__init__.py",
                """
                import sys, importlib.machinery as m
                class Finder:
                    def find_spec(self, name, path, target=None):
                        return m.ModuleSpec(name, self) if 'hooked.' in name else None
                    def create_module(self, spec): ...
                    def exec_module(self, module): ...
                sys.meta_path.append(Finder())
                """)
            .with("wide/__init__.py", "__path__.append('" + site.resolve("wide") + "')\n")
            .with("moves.py", "import sys\n__path__ = []\nsys.modules['moves.urls'] = sys\n");
    new Project(site)
        .with("docker/__init__.py", "class Client: ...\n")
        .with("docker/client.py", "x = 1\n")
        .with("data/other.py", "x = 1\n")
        .with("data/deep/rest.py", "x = 1\n")
        .with("grown/more.py", "x = 1\n")
        .with("wide/more.py", "x = 1\n");
  }

  private void importing(String imports) {
    project.with("m.py", imports + "\n");
  }

  private boolean pythonImports() {
    Programs.require("python3");
    String path = project.root() + ":" + directory.resolve("site");
    Map<String, String> environment = Map.of("PYTHONPATH", path, "PYTHONDONTWRITEBYTECODE", "1");
    return Programs.start(environment, List.of("python3", "-c", "import m")).status() == 0;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import docker.client",
        "from docker import client, Client",
        "from docker.client import x",
        "import email.message",
        "from email import message",
        "import data.other",
        "from data import other, deep",
        "from data.deep import rest, part",
        "import data.deep.rest",
        "import pkg.bare.b",
        "import grown.more",
        "from grown import more",
        "import wide.more",
        "from wide import more",
        "import hooked.more",
        "from hooked import more",
        "import moves.urls",
        "import pkg.__init__",
        "from pkg.__init__ import x"
      })
  void moduleThatPythonFindsElsewhereIsNotMissing(String imports) {
    importing(imports);
    assertThat(pythonImports()).isTrue();
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import pkg.gone | pkg.gone",
        "from pkg.gone import x | pkg.gone",
        "from pkg.bare import gone | pkg.bare.gone",
        "import pkg.bare.gone.c | pkg.bare.gone.c",
        "import pkg.a.gone | pkg.a.gone"
      })
  void moduleOfAPackageOfTheProjectIsMissing(String imports, String missing) {
    importing(imports);
    assertThat(pythonImports()).isFalse();
    assertThat(project.issues()).contains("no module " + missing + " in the project");
  }

  @Test
  void baseFromBesideADirectoryOfTheSameNameIsOutside() {
    project.with(
        "m.py",
        "import docker, grown.more\nclass M(docker.Client): ...\nclass N(grown.more.A): ...\n");
    assertThat(Report.full(project.discover()))
        .contains("base docker.Client is outside the project")
        .contains("base grown.more.A is outside the project");
  }

  @Test
  void baseFromAModuleThatBuildingMakesIsToldApartFromOneOutside() {
    project.with("pkg/_core.pyx", "");
    project.with("pkg/_fast.pyi", "class Fast: ...\n");
    project.with(
        "m.py",
        """
        from pkg import _core
        from pkg._fast import Fast
        from pkg.gone import Gone
        class M(_core.Base): ...
        class N(Fast): ...
        class O(Gone): ...
        """);
    assertThat(Report.full(project.discover()))
        .contains("base pkg._core.Base is in a module that building makes")
        .contains("base pkg._fast.Fast is in a module that building makes")
        .contains("base pkg.gone.Gone is not defined");
    assertThat(project.issues())
        .isEqualTo("WARNING unresolved-import m.py:3:1: no module pkg.gone in the project\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import pkg.tables",
        "from pkg.tables import x",
        "from pkg import tables",
        "from pkg.made.deep import x",
        "from pkg.forms.window import x",
        "from pkg import _native, _core, _fast",
        "from pkg.bare import _speed",
        "from pkg.swig import Part",
        "from pkg.swig.Part import x"
      })
  void moduleThatAProgramOfTheProjectWritesIsNotMissing(String imports) {
    project
        .with(".gitignore", "*.log\n/pkg/tables.py\n")
        .with("pkg/.gitignore", "made/\n")
        .with("pkg/meson.build", "py.extension_module('_native', 'n.f90', install: true)\n")
        .with("pkg/src/setup.py", "setup(ext_modules=[Extension('pkg._core', ['c.c'])])\n")
        .with("CMakeLists.txt", "python_add_library(_fast MODULE f.cpp)\n")
        .with("pkg/bare/_speed.c", "")
        .with("native/CMakeLists.txt", "install(TARGETS _part DESTINATION ${LIB}/pkg/swig/lib)\n")
        .with("pkg/__init__.py", "import compile\ncompile.all(into='forms')\n");
    importing(imports);
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void moduleThatNothingBuildsFromItsSourceIsMissing() {
    project.with("pkg/_speed.c", "").with("other/setup.py", "setup()\n");
    importing("import pkg._speed");
    assertThat(project.issues()).contains("no module pkg._speed in the project");
  }

  @Test
  void moduleThatGitDoesNotIgnoreIsMissing() {
    project.with(".gitignore", "tables.*\n!/pkg/tables.py\n");
    importing("import pkg.tables");
    assertThat(project.issues()).contains("no module pkg.tables in the project");
  }
}
