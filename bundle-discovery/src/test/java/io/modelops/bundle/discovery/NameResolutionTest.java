package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameResolutionTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project =
        new Project(directory)
            .with("lib/__init__.py", "from .api import *\nfrom . import api as interface\n")
            .with("lib/api.py", "from .core.base import Base as Model, _Hidden\n")
            .with("lib/core/__init__.py", "")
            .with(
                "lib/core/base.py",
                Project.model("Base")
                    + Project.model("_Hidden")
                    + "class Outer:\n    class Inner(Base): ...\n    Alias = Inner\n"
                    + "Again = Base\nlookup = object()\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from lib import Model | Model",
        "import lib | lib.Model",
        "import lib as l | l.interface.Model",
        "import lib.core.base | lib.core.base.Base",
        "import lib.core.base as b | b.Base[int]",
        "from lib.core import base | base.Outer.Inner",
        "from lib.core.base import Outer as O | O.Alias",
        "from lib.core.base import Again | Again",
        "from lib import * | Model",
        "from lib.api import Model as A, _Hidden¶B = A¶C = B | C",
        "try: from lib import Model¶except ImportError: Model = None¶Model = lib_model = Model¶"
            + "from lib.api import Model | Model",
        "if TYPE_CHECKING: from lib import Model | Model",
        "Model = object¶from lib import * | Model",
        "import lib.core.base¶def f(): lib = 1 | lib.core.base.Base"
      })
  void baseIsFoundThrough(String imports, String base) {
    project.with("m.py", imports.replace('¶', '\n') + "\nclass M(" + base + "): ...\n");
    assertThat(project.verdicts()).contains("MODEL m:M ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from lib import * | _Hidden | base _Hidden is not defined",
        "from lib.core.base import * | _Hidden | base _Hidden is not defined",
        "from lib import Gone | Gone | base lib.Gone is not defined",
        "import lib.gone | lib.gone.Base | base lib.gone is not defined",
        "from lib import *¶from ext import * | Base | base ext.Base is outside the project",
        "from lib.core.base import lookup | lookup | base lib.core.base.lookup is no class that"
            + " reading alone can find",
        "from lib import Model¶del Model | Model | base Model is not defined",
        "from lib.core.base import Outer | Outer.Gone | base lib.core.base.Outer.Gone is no class"
            + " that reading alone can find"
      })
  void baseIsNotFoundThrough(String imports, String base, String reason) {
    project.with("m.py", imports.replace('¶', '\n') + "\nclass M(" + base + "): ...\n");
    assertThat(Report.full(project.discover()))
        .contains("UNRESOLVED m:M ")
        .contains("- " + reason + "\n");
  }

  @Test
  void literalAllSaysWhatStarImportsBring() {
    project.with("lib/api.py", "from .core.base import Base, _Hidden\n__all__ = ['_Hidden']\n");
    project.with("m.py", "from lib.api import *\nclass M(_Hidden): ...\nclass N(Base): ...\n");
    assertThat(project.verdicts()).contains("MODEL m:M ").contains("UNRESOLVED m:N ");
  }

  @Test
  void submoduleHidesBehindAnAttributeOfTheSameName() {
    project.with("pkg/__init__.py", "from .sir import sir\n");
    project.with("pkg/sir.py", Project.model("sir"));
    project.with("m.py", "from pkg import sir\nclass M(sir): ...\n");
    assertThat(project.verdicts()).contains("MODEL m:M ");
  }

  @Test
  void functionSeesWhatItsModuleDefinesLater() {
    project.with("m.py", "def f():\n    class M(Late): ...\n" + Project.model("Late"));
    assertThat(Report.full(project.discover())).contains("simulate inherited from m:Late, m.py:4");
  }

  @Test
  void classBodyIsNotSeenFromItsMethods() {
    project.with(
        "m.py",
        "class Base: ...\nclass A:\n"
            + Project.model("Base").indent(4)
            + "    class M(Base): ...\n    def f():\n        class N(Base): ...\n");
    assertThat(project.verdicts()).contains("MODEL m:A.M ").doesNotContain("m:A.f.<locals>.N");
  }
}
