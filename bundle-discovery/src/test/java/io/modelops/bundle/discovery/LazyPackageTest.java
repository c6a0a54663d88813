package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that load their submodules when these are used. */
class LazyPackageTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project =
        new Project(directory)
            .with("requirements.txt", "lazy_loader\n")
            .with("pkg/core.py", Project.model("Base"))
            .with("pkg/deep/__init__.py", "")
            .with("pkg/deep/more.py", "class Other: ...\n")
            .with("m.py", "from pkg import Base\nclass M(Base): ...\n");
  }

  private void withPackage(String source) {
    project.with("pkg/__init__.py", source.replace('¶', '\n') + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import importlib¶def __getattr__(name):¶"
            + "    return getattr(importlib.import_module('.core', __name__), name)",
        "from importlib import import_module as im¶def __getattr__(name):¶"
            + "    return getattr(im('pkg.core'), name)",
        "def __getattr__(name):¶    from . import core¶    return getattr(core, name)",
        "import lazy_loader¶core = lazy_loader.load('pkg.core')¶Base = core.Base"
      })
  void literalNamesAreFollowed(String source) {
    withPackage(source);
    assertThat(project.files("m:M")).isEqualTo("m.py pkg/__init__.py pkg/core.py");
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import lazy_loader as lazy¶"
            + "__getattr__, __dir__, __all__ = lazy.attach(__name__, submod_attrs={'core': ['Base']})",
        "from lazy_loader import attach¶"
            + "__getattr__, *_ = attach(__name__, {'core'}, {'core': ('Base',)})",
        "from lazy_loader import attach as a¶__getattr__, __dir__, _ = a(¶    __name__,¶"
            + "    submodules=None,¶    submod_attrs={¶        'core': [  # here¶            'Base'¶"
            + "        ],¶    },¶)"
      })
  void attachedNamesAreFollowed(String source) {
    withPackage(source);
    assertThat(project.verdicts()).contains("MODEL m:M ");
    assertThat(project.files("m:M")).isEqualTo("m.py pkg/__init__.py pkg/core.py");
    assertThat(project.issues()).isEmpty();
  }

  @Test
  void attachedSubmodulesAreFollowed() {
    withPackage(
        "import lazy_loader as lazy\n__getattr__, __dir__, __all__ = lazy.attach(\n"
            + "    __name__, submodules=['core', 'deep'], submod_attrs={'deep.more': ['Other']})");
    project.with("m.py", "import pkg\nclass M(pkg.core.Base): ...\nclass N(pkg.Other): ...\n");
    assertThat(project.verdicts()).contains("MODEL m:M ").doesNotContain("m:N");
    assertThat(project.files("m:M"))
        .isEqualTo("m.py pkg/__init__.py pkg/core.py pkg/deep/__init__.py pkg/deep/more.py");
    project.with("m.py", "from pkg import *\nclass M(Base): ...\nclass N(core.Base): ...\n");
    assertThat(project.verdicts()).contains("MODEL m:N ");
  }

  @Test
  void longAttachmentsAreReadToTheirEnd() {
    String names = "'Base', ".repeat(2_000);
    withPackage(
        "import lazy_loader as lazy\n__getattr__, __dir__, __all__ = lazy.attach(\n"
            + "    __name__, submod_attrs={'deep.more': ['Other'], 'core': ["
            + names
            + "]})");
    assertThat(project.verdicts()).contains("MODEL m:M ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import importlib¶def __getattr__(name):¶    return importlib.import_module('.' + name,"
            + " __name__) | pkg/__init__.py:3:36",
        "from importlib import import_module as im¶def __getattr__(name): return im(*_names[name])"
            + " | pkg/__init__.py:2:31",
        "def __getattr__(name): return __import__(f'pkg.{name}') | pkg/__init__.py:1:42",
        "import lazy_loader as lazy¶__getattr__, __dir__, __all__ = lazy.attach(__name__, NAMES)"
            + " | pkg/__init__.py:2:33",
        "import lazy_loader as lazy¶__getattr__, __dir__, __all__ = lazy.attach(__name__, *NAMES)"
            + " | pkg/__init__.py:2:33",
        "import lazy_loader as lazy¶__getattr__, __dir__, __all__ = lazy.attach(__name__,"
            + " submod_attrs={**NAMES}) | pkg/__init__.py:2:33"
      })
  void computedNamesAreTold(String source, String place) {
    withPackage(source);
    assertThat(project.issues())
        .isEqualTo(
            "INFO computed-import "
                + place
                + ": imports what reading does not tell; a model's files may lack it\n");
    assertThat(project.verdicts()).contains("UNRESOLVED m:M ");
  }

  @Test
  void stubSaysWhatIsAttachedAndBelongsToTheFiles() {
    withPackage(
        "import lazy_loader as lazy\n"
            + "__getattr__, __dir__, __all__ = lazy.attach_stub(__name__, __file__)");
    project.with(
        "pkg/__init__.pyi",
        "__all__ = ['Base', 'deep']\nfrom . import deep\nif True:\n    from .core import Base\n");
    assertThat(project.verdicts()).contains("MODEL m:M ");
    assertThat(project.files("m:M"))
        .isEqualTo("m.py pkg/__init__.py pkg/__init__.pyi pkg/core.py pkg/deep/__init__.py");
    assertThat(project.issues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"__name__, __file__", "__name__, stub", "'pkg', __file__", ""})
  void stubThatIsNotThereIsTold(String arguments) {
    withPackage(
        "from lazy_loader import attach_stub\n"
            + "__getattr__, __dir__, __all__ = attach_stub("
            + arguments
            + ")");
    project.with("pkg/other.pyi", "from .core import Base\n");
    assertThat(project.issues()).startsWith("INFO computed-import pkg/__init__.py:2:33: ");
  }

  @Test
  void callThatIsTooLongToBeReadIsTold() {
    withPackage(
        "import importlib as i\ndef __getattr__(name): i.import_module ("
            + "name + ".repeat(1_000)
            + "name)");
    assertThat(project.issues()).contains("INFO computed-import pkg/__init__.py:2:24");
  }

  @Test
  void partOfAnAttachmentIsFollowed() {
    withPackage(
        "import lazy_loader as lazy\n"
            + "__getattr__, __dir__, __all__ = lazy.attach(__name__, NAMES, {'core': ['Base', x]})");
    assertThat(project.verdicts()).contains("MODEL m:M ");
    assertThat(project.files("m:M")).contains("pkg/core.py");
    assertThat(project.issues()).contains("computed-import");
  }
}
