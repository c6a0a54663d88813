package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name stands for all that can have been bound to it where it is used. */
class BindingsTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project =
        new Project(directory)
            .with("new.py", Project.model("Base"))
            .with("same.py", Project.model("Base"))
            .with("old.py", "class Base: ...\n");
  }

  private String reported(String source) {
    project.with("m.py", source.replace('¶', '\n'));
    return Report.full(project.discover());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try:¶    from new import Base¶except ImportError:¶    Base = object",
        "try:¶    from new import Base¶except:¶    from gone import Base",
        "if x:¶    from new import Base¶else:¶    from new import Base",
        "from old import Base¶if True:¶    from new import Base",
        "from old import Base¶while True:¶    from new import Base¶    break",
        "from new import Base¶if False:¶    from old import Base",
        "from new import Base¶MYPY = False¶if MYPY:¶    from old import Base",
        "import typing as t¶if not t.TYPE_CHECKING:¶    from new import Base¶else:¶    from old"
            + " import Base",
        "from typing import TYPE_CHECKING as TC¶from new import Base¶if TC and x:¶    from old"
            + " import Base",
        "import sys¶if sys.version_info >= (3,):¶    from new import Base¶else:¶    from old import"
            + " Base",
        "import sys¶if sys.version_info[0] < 3:¶    from old import Base¶else:¶    from new import"
            + " Base",
        "from sys import version_info as v¶from old import Base¶if v.major == 3:¶    from new"
            + " import Base",
        "from old import Base¶match x:¶    case 1: from new import Base¶    case _: from new import"
            + " Base",
        "from old import Base¶with x: from new import Base",
        "from old import Base¶try: pass¶finally: from new import Base",
        "if x:¶    from new import Base",
        "from old import Base¶class M: ...¶M, Base = M, __import__('x')¶from new import Base",
        "def f():¶    Base = object¶    class Local(Base): ...¶from new import Base",
      })
  void baseIsTheOneThatIsBoundInTheEnd(String bindings) {
    assertThat(reported(bindings + "\nclass M(Base): ...\n")).contains("MODEL m:M ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "if x:¶    from new import Base¶else:¶    from old import Base | new.Base (m.py:2) or"
            + " old.Base (m.py:4)",
        "import sys¶if sys.platform == 'linux':¶    from new import Base¶else:¶    from old import"
            + " Base | new.Base (m.py:3) or old.Base (m.py:5)",
        "import sys¶if sys.version_info >= (3, 9):¶    from new import Base¶else:¶    from old"
            + " import Base | new.Base (m.py:3) or old.Base (m.py:5)",
        "from old import Base¶for x in y:¶    from new import Base | new.Base (m.py:3) or old.Base"
            + " (m.py:1)",
        "from old import Base¶match x:¶    case 1: from new import Base | new.Base (m.py:3) or"
            + " old.Base (m.py:1)",
        "try:¶    from new import Base¶    import numba¶except ImportError:¶    from old import Base"
            + " | old.Base (m.py:5) or new.Base (m.py:2)",
      })
  void meaningsThatDifferAreBothNamedWithTheirLines(String bindings, String named) {
    assertThat(reported(bindings + "\nclass M(Base): ...\n"))
        .contains("UNRESOLVED m:M ")
        .contains("  - base Base can be " + named + "\n");
  }

  @Test
  void meaningsThatLeadToTheSameVerdictAgree() {
    assertThat(
            reported(
                "if x:¶    from new import Base¶else:¶    from same import Base¶class M(Base): ..."))
        .contains("MODEL m:M ");
  }

  @Test
  void requiredVersionOfPythonDecidesWhatRuns() {
    project.with("pyproject.toml", "[project]\nname = 'x'\nrequires-python = '>=3.9,<4'\n");
    assertThat(
            reported(
                "import sys¶if sys.version_info >= (3, 9):¶    from new import Base¶else:¶    from"
                    + " old import Base¶class M(Base): ..."))
        .contains("MODEL m:M ");
  }

  @Test
  void meaningOutsideTheProjectIsAsGoodAsTheOneInside() {
    assertThat(
            reported(
                "try:¶    from ext import Base¶except ImportError:¶    from new import Base¶class"
                    + " M(Base): ..."))
        .contains("UNRESOLVED m:M ")
        .contains("base Base can be new.Base (m.py:4) or ext.Base (m.py:2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Base, X = make()",
        "import new¶Base = None¶make() and (Base := new.Base)",
        "import new¶Base = None¶print(f'a {(Base := new.Base)!r:>{(x := 3)}}')",
        "import new¶Base = None¶print(f'''{[Base¶ := new.Base]}''')",
        "import new¶Base = None¶if make(): pass¶elif (Base := new.Base): pass",
        "import new¶Base = None¶[*Base, c] = make(), *make(), 3",
        "for Base in y: ...",
        "with open() as Base: ...",
        "Base = object¶for Base in y: ...",
        "def f():¶    global Base¶    Base = make()",
        "from new import Base¶Base = decorate(Base)",
      })
  void baseThatIsBoundToAnythingMayBringWhatIsMissing(String bindings) {
    assertThat(reported(bindings + "\nclass M(Base): ...\n")).contains("UNRESOLVED m:M ");
  }

  @Test
  void typeParameterHidesTheNameOfTheModule() {
    assertThat(reported("from new import Base¶class M[Base](Base): ..."))
        .contains("UNRESOLVED m:M ")
        .contains("base Base is computed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(Base := new.Base)",
        "while (Base := new.Base): break",
        "x = [1, (Base := new.Base), 2]",
        "[Base, *b] = new.Base, 1, 2",
        "*b, (Base, [c, d]) = 1, 2, (new.Base, [3, 4])",
        "Base, *b, c = new.Base, *[1, 2], 3",
        "a = new.Base¶a, Base = None, a",
        "Other = None¶Base, Other = new.Base, Base",
        "Base = new.Base¶x = f'{Base:=10}'"
      })
  void baseIsWhatAStatementBindsForSure(String statements) {
    String source = "import new¶Base = None¶" + statements + "¶class M(Base): ...¶";
    project.with("m.py", source.replace('¶', '\n'));
    project.with("new.py", Project.model("Base"));
    assertThat(project.verdicts()).contains("MODEL m:M ");
  }

  @Test
  void bodyOfALoopSeesWhatItsLaterLinesBoundInTheRoundBefore() {
    String loop =
        "import new¶Base = object¶for i in y:¶    class M(Base): ...¶    Base = new.Base¶";
    project.with("new.py", Project.model("Base"));
    project.with("m.py", loop.replace('¶', '\n'));
    assertThat(Report.full(project.discover()))
        .contains("UNRESOLVED m:M ")
        .contains("base Base can be new.Base (m.py:5) or builtins.object (m.py:2)");
    project.with("m.py", (loop + "    break  # once¶").replace('¶', '\n'));
    assertThat(project.verdicts()).doesNotContain("m:M");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "if __name__ == '__main__':¶    %s | defined only where the file runs as a script, m.py:1",
        "from typing import TYPE_CHECKING¶if TYPE_CHECKING:¶    %s | defined in code that never"
            + " runs, m.py:2",
        "%s¶del M | M is deleted in m.py:3",
        "%s¶M = None | M is bound to something else in m.py:3",
        "%s¶from old import Base as M | M is bound to something else in m.py:3",
      })
  void classThatNobodyFindsUnderItsNameIsNotImportable(String source, String reason) {
    String text = source.replace("%s", "class M:¶        simulate = parameters = lambda self: 1");
    assertThat(reported(text)).contains("NOT_IMPORTABLE m:M ").contains("  - " + reason + "\n");
  }

  @Test
  void classThatADecoratingCallReplacesIsStillThere() {
    assertThat(reported(Project.model("M") + "M = register(M)\n")).contains("MODEL m:M ");
  }

  @Test
  void whatIsImportedInAScriptOnlyIsNoPartOfTheModel() {
    project.with("m.py", Project.model("M") + "if __name__ == '__main__':\n    import old\n");
    assertThat(project.files("m:M")).isEqualTo("m.py");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'beta': 1} | a dict",
        "[1] | a list",
        "1, 2 | a tuple",
        "{1} | a set",
        "[x for x in y] | a comprehension",
        "'text' | a string",
        "f'{x}' | a string",
        "dict(beta=1) | a dict",
        "PARAMETERS | a dict",
      })
  void whatCannotBeCalledIsNoMethod(String value, String noun) {
    assertThat(
            reported(
                "PARAMETERS = {}¶class M:¶    def simulate(self): ...¶    parameters = " + value))
        .contains("INCOMPLETE m:M ")
        .contains("  - parameters is " + noun + ", not a method, in m:M, m.py:4\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"partial(f, 1)", "make", "lambda self: 1", "f or g", "table['f']", "ext.method"})
  void whatMayBeCallableIsAMethod(String value) {
    assertThat(
            reported("import ext¶class M:¶    def simulate(self): ...¶    parameters = " + value))
        .contains("MODEL m:M ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class M:¶    simulate, parameters = f, f",
        "class M:¶    def parameters(self): ...¶M.simulate = f",
        "class M:¶    def parameters(self): ...¶if x:¶    M.simulate = f",
        "class M:¶    def parameters(self): ...¶    for simulate in fs: ...",
        "class M:¶    def parameters(self): ...¶    simulate: object = f",
      })
  void methodCountsByWhateverStatementItIsBound(String source) {
    assertThat(reported("def f(self): ...¶" + source)).contains("MODEL m:M ");
  }

  @Test
  void methodThatMayBeRemovedIsUnresolvedWithBothLines() {
    assertThat(reported(Project.model("M") + "    if x:\n        simulate = None\n"))
        .contains("UNRESOLVED m:M ")
        .contains("simulate defined in m:M, m.py:2, or is no method in m:M, m.py:5");
  }

  @Test
  void methodThatOnlyTypeCheckersSeeIsMissing() {
    assertThat(
            reported(
                "from typing import TYPE_CHECKING¶class M:¶    def parameters(self): ...¶    if"
                    + " TYPE_CHECKING:¶        def simulate(self): ..."))
        .contains("INCOMPLETE m:M ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class M(Generic[T], A): ... | UNRESOLVED",
        "class M(Generic[T], A[T]): ... | MODEL",
        "class M(A, Generic[T]): ... | MODEL",
        "class M(A[T]): ... | MODEL",
      })
  void genericBeforeAGenericBaseIsInconsistent(String source, String verdict) {
    assertThat(
            reported(
                "from typing import Generic¶" + Project.model("A(Generic[T])") + source + "\n"))
        .contains(verdict + " m:M ");
  }

  @Test
  void moduleHidesTheDirectoryOfItsName() {
    project.with("foo.py", "x = 1\n").with("foo/bar.py", Project.model("B"));
    assertThat(Report.full(project.discover()))
        .contains("NOT_IMPORTABLE foo.bar:B ")
        .contains("  - foo.py hides the directory that foo/bar.py is in\n");
  }

  @Test
  void importFromASubmoduleBindsItInThePackage() {
    project.with("pkg/base.py", "helper = 1\n" + Project.model("Base"));
    project.with("pkg/__init__.py", "from .base import helper\nclass M(base.Base): ...\n");
    assertThat(project.verdicts()).contains("MODEL pkg:M ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__all__ = ['_Base']",
        "__all__ = [] + ['_Base']",
        "__all__ = []¶__all__ += ['_Base']",
        "__all__ = []¶__all__.append('_Base')",
        "__all__ = []¶__all__.extend(('x', '_Base'))",
        "__all__ = []¶__all__.insert(0, '_Base')",
        "__all__ = []¶__all__[:] = ['_Base']",
        "__all__ = [*names()]",
        "__all__, x = names()",
        "import listed¶__all__ = [*listed.__all__]",
        "import listed¶__all__ = []¶__all__.extend(listed.__all__)",
        "import outside¶__all__ = [] + outside.__all__",
        "from listed import __all__",
        "__all__ = []¶def export(c):¶    __all__.append(c.__name__)¶    return c¶@export",
        "import listed¶__all__ = []¶__all__ += listed.__all__",
      })
  void starImportBringsWhatAllMayList(String all) {
    project.with("listed.py", "__all__ = ['_Base']\n_Base = 1\n");
    project.with("lib.py", all.replace('¶', '\n') + "\n" + Project.model("_Base"));
    assertThat(reported("from lib import *¶class M(_Base): ...")).contains("MODEL m:M ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "__all__.remove('Base') | MODEL",
        "__all__.remove('x') | NONE",
        "__all__.sort() | NONE",
        "if flag: __all__.remove('Base') | UNRESOLVED",
        "__all__.remove(name) | UNRESOLVED",
        "del __all__[0] | UNRESOLVED",
      })
  void starImportLeavesWhatIsRemovedFromAll(String change, String verdict) {
    project.with("lib.py", Project.model("Base"));
    project.with("hiding.py", "__all__ = ['Base', 'x']\n" + change + "\nx = 1\nclass Base: ...\n");
    project.with("m.py", "from lib import *\nfrom hiding import *\nclass M(Base): ...\n");
    assertThat(
            project.discover().candidates().stream()
                .filter(model -> model.id().equals("m:M"))
                .map(model -> model.verdict().name())
                .toList())
        .isEqualTo(verdict.equals("NONE") ? List.of() : List.of(verdict));
  }
}
