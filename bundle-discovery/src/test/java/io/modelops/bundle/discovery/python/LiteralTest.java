package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiteralTest {

  private static List<String> literals(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    Literals literals = PythonParser.literals(bytes, PythonParser.parse(bytes, () -> {}), () -> {});
    return Stream.concat(
            literals.imports().stream()
                .map(l -> "MODULE " + l.module() + " " + l.line() + ":" + l.column()),
            literals.paths().stream()
                .map(l -> "PATH " + l.path() + " " + l.line() + ":" + l.column()))
        .toList();
  }

  @Test
  void importedModules() {
    assertThat(
            literals(
                """
                m = importlib.import_module('a.b')
                import_module(
                  # here
                  "c")
                __import__ (r'd', x)
                """))
        .containsExactly("MODULE a.b 1:29", "MODULE c 4:3", "MODULE d 5:13");
  }

  @Test
  void otherMethodsOfThatNameImportNothing() {
    assertThat(literals("loader.import_module('a')\nmy_import_module('b')\n")).isEmpty();
  }

  @Test
  void aModuleWhoseNameIsComputedIsTold() {
    assertThat(literals("importlib.import_module(f'c')\n__import__(name)\n"))
        .containsExactly("MODULE null 1:25", "MODULE null 2:12");
    assertThat(literals("def import_module(name): ...\nimport_module(name)\n")).isEmpty();
  }

  @Test
  void importingFunctionsUnderOtherNames() {
    assertThat(
            literals(
                """
                import importlib as il
                def f():
                    from importlib import import_module as im
                il.import_module("a")
                im(name='b')
                im('.core', 'lib')
                im('..core', package='lib.sub')
                im('.core', __package__)
                """))
        .containsExactly(
            "MODULE a 4:18",
            "MODULE b 5:9",
            "MODULE lib.core 6:4",
            "MODULE lib.core 7:4",
            "MODULE .core 8:4",
            "PATH lib.sub 7:22");
  }

  @Test
  void relativePaths() {
    assertThat(
            literals(
                """
                é = open('data/x.csv', 'r')
                p = Path(__file__).parent / "x y.csv"
                q = ['../é.txt', './a', 'data\\x2fb']
                """))
        .containsExactly(
            "PATH data/x.csv 1:10",
            "PATH x y.csv 2:29",
            "PATH ../é.txt 3:6",
            "PATH ./a 3:18",
            "PATH data/b 3:25");
  }

  @Test
  void textsThatAreNoRelativePaths() {
    assertThat(
            literals(
                "x = ['/etc/passwd', 'http://a.b/c', 'name', 'A sentence.', 'a\\nb.c', '', '.', b'a.b']\n"))
        .isEmpty();
  }

  @Test
  void neitherDocstringsNorComments() {
    assertThat(
            literals(
                """
                'doc/string.txt'
                # 'in/comment.txt'

                class A: 'doc/a.txt'
                def f():
                    'doc/b.txt'  # 'c/d.txt'
                    f'x/{y}.txt'
                """))
        .isEmpty();
  }

  @Test
  void anythingIsScannedToItsEnd() {
    assertThat(literals("x = 'open\ny = \"a/b\"\n'''open")).containsExactly("PATH a/b 2:5");
    assertThat(literals(")))]\n\0 $ 'a/b'")).containsExactly("PATH a/b 2:5");
  }
}
