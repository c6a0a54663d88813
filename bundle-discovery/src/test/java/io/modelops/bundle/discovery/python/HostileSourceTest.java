package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.python.Statement.ClassArgument;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSourceTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /**
   * In bytes: half of what a thread usually has. The JVM keeps up to 170,000 of it for itself, and
   * a level of indentation takes up to 600.
   */
  private static final long SMALL_STACK = 512 * 1024;

  private static SourceStructure parse(String source) {
    return parse(source.getBytes(StandardCharsets.UTF_8));
  }

  /** On a small stack, and never longer than five seconds. */
  private static SourceStructure parse(byte[] source) {
    FutureTask<SourceStructure> task = new FutureTask<>(() -> PythonParser.parse(source, () -> {}));
    new Thread(null, task, "small stack", SMALL_STACK).start();
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> codes(SourceStructure structure) {
    return structure.faults().stream().map(Fault::code).distinct().toList();
  }

  private static List<String> classes(SourceStructure structure) {
    List<String> names = new ArrayList<>();
    collect(structure.body(), names);
    return names;
  }

  private static void collect(List<Statement> body, List<String> into) {
    for (Statement statement : body) {
      if (statement instanceof ClassDefinition s) {
        into.add(s.name());
        collect(s.body(), into);
      } else if (statement instanceof FunctionDefinition s) {
        collect(s.body(), into);
      } else if (statement instanceof Compound s) {
        s.clauses().forEach(clause -> collect(clause.body(), into));
      }
    }
  }

  @Test
  void twoHundredBracketsAreRead() {
    var structure = parse("x = " + "(".repeat(200) + "1" + ")".repeat(200) + "\nclass A: pass\n");
    assertThat(structure.faults()).isEmpty();
    assertThat(classes(structure)).containsExactly("A");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1_000, 10_000})
  void moreBracketsAreOneFault(int depth) {
    for (String open : List.of("(", "[", "{", "f(", "([{", "( ", "x[(")) {
      var structure = parse("class A: pass\nx = " + open.repeat(depth) + "\nclass B: pass\n");
      assertThat(codes(structure)).containsExactly("nesting");
      assertThat(classes(structure)).containsExactly("A", "B");
    }
  }

  @Test
  void closedBracketsBeyondTheLimitAreAFault() {
    var structure =
        parse("x = " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + "\nclass B: pass\n");
    assertThat(codes(structure)).containsExactly("nesting");
    assertThat(classes(structure)).containsExactly("B");
  }

  @Test
  void tenThousandBracketsTakeNoTime() {
    String source = "x = " + "(".repeat(10_000);
    parse(source);
    long start = System.nanoTime();
    parse(source);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void bracketsOverManyLinesAreAFault() {
    var structure = parse("x = " + "(\n".repeat(10_000) + "\nclass B: pass\n");
    assertThat(codes(structure)).contains("nesting");
    assertThat(classes(structure)).containsExactly("B");
  }

  @Test
  void operatorsAndAttributesWithoutEndAreRead() {
    for (String text :
        List.of("-".repeat(5_000) + "1", "a" + ".a".repeat(5_000), "not ".repeat(5_000) + "a")) {
      assertThat(classes(parse("x = " + text + "\nclass A: pass\n"))).containsExactly("A");
    }
  }

  @Test
  void aMillionBytesOnOneLine() {
    var structure = parse("x = " + "1+".repeat(500_000) + "1\nclass A: pass\n");
    assertThat(structure.faults()).isEmpty();
    assertThat(classes(structure)).containsExactly("A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f'x",
        "t'x",
        "f'''abc",
        "x = f'abc",
        "x = 'abc",
        "x = \"a",
        "x = '''abc",
        "x = f\"{a",
        "x = f'{a:>{",
        "x = f'{a!r",
        "x = rb'''",
        "f'{x!r:{y",
        "x = (f'",
        "x = f'''{a:{",
        "x = '\\",
      })
  void unterminatedStringsAreFaultsAndTheClassesAroundAreFound(String text) {
    var structure = parse("class A: pass\n" + text + "\nclass B(C):\n    x = 1\n");
    assertThat(codes(structure)).containsExactly("syntax");
    assertThat(classes(structure)).contains("A", "B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'''", "\"\"\"", "f'''", "x = f\"\"\"{", "(", "x = f'''\n", "f'{\n"})
  void aMillionBytesAfterAnOpenStringTerminate(String open) {
    assertThat(codes(parse("class A: pass\n" + open + "x\n".repeat(500_000)))).contains("syntax");
    assertThat(classes(parse("class A: pass\n" + (open + "\n").repeat(50_000)))).contains("A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class C(Base\n    def f(self): pass\n",
        "class C(Base:\n    def f(self): pass\n",
        "class C(Base,\n    def f(self): pass\n",
        "class C(Base  # soon\n    def f(self): pass\n",
        "class C(Base",
      })
  void theLastBaseOfAnUnclosedHeaderIsRead(String text) {
    assertThat(parse(text).body())
        .first(as(type(ClassDefinition.class)))
        .satisfies(
            c ->
                assertThat(c.arguments())
                    .extracting(a -> a.value().name(), ClassArgument::text)
                    .containsExactly(tuple("Base", "Base")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{",
        "f(",
        "a[",
        "lambda: ",
        "lambda x=lambda: ",
        "not ",
        "-",
        "a ** ",
        "a if b else ",
        "yield ",
        "await ",
        "*",
        "f'{",
        "()",
        "[0]",
        ".a",
        "a, ",
        "'a' ",
        "a < ",
        "{a: ",
        "(a := ",
        "import_module(",
        "x for x in ",
        "\\N{",
        "'\\N{' ",
        "f'{' ",
      })
  void expressionsWithoutEndAreReadInTimeOnASmallStack(String part) {
    for (String start :
        List.of("x = ", "x = a", "__all__ = ", "if ", "a, b = ", "class A(", "del ")) {
      for (int count : new int[] {50, 500, 50_000}) {
        assertThat(parse(start + part.repeat(count) + "\nclass Z: pass\n").body()).isNotNull();
      }
    }
    byte[] source = part.repeat(100_000).getBytes(StandardCharsets.UTF_8);
    SourceStructure nothing = new SourceStructure(List.of(), List.of());
    assertThat(PythonParser.literals(source, nothing, () -> {})).isNotNull();
  }

  @Test
  void nulBytesAreAFault() {
    var structure = parse("class A: pass\nx = \0\nclass B: pass\n");
    assertThat(structure.faults().get(0))
        .extracting(Fault::code, Fault::line, Fault::column)
        .containsExactly("nul", 2, 5);
    assertThat(classes(structure)).containsExactly("A", "B");
  }

  @Test
  void aHundredNestedFStringsAreRead() {
    var structure =
        parse("x = " + "f'{".repeat(100) + "1" + "}'".repeat(100) + "\nclass A: pass\n");
    assertThat(structure.faults()).isEmpty();
    assertThat(classes(structure)).containsExactly("A");
  }

  @Test
  void tooManyIndentsAreAFault() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      source.append(" ".repeat(i)).append("if x:\n");
    }
    var structure = parse(source + " ".repeat(1_000) + "pass\nclass A: pass\n");
    assertThat(codes(structure)).contains("nesting");
    assertThat(classes(structure)).containsExactly("A");
  }

  @Test
  void ninetyEightIndentsAreRead() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 98; i++) {
      source.append(" ".repeat(i)).append("class A:\n");
    }
    var structure = parse(source + " ".repeat(98) + "pass\n");
    assertThat(structure.faults()).isEmpty();
    assertThat(classes(structure)).hasSize(98);
  }

  @Test
  void aHundredThousandClassesAreRead() {
    assertThat(classes(parse("class A(B): pass\n".repeat(100_000)))).hasSize(100_000);
  }

  @Test
  void longChainsOfBranchesAreRead() {
    String source = "if x: pass\n" + "elif y: import a\n".repeat(2_000);
    assertThat(parse(source).body())
        .singleElement(as(type(Compound.class)))
        .satisfies(statement -> assertThat(statement.clauses()).hasSize(2_001));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`if x:\n\tpass\n        pass\n`,indentation",
        "`if x:\npass\n`,indentation",
        "`if x:\n\tif y:\n      \tz = 1\n`,indentation",
        "`x = 1\n  y = 2\n`,indentation",
        "`  x = 1\n`,indentation",
        "`if x:\n    y\n  z\n`,indentation",
        "`def f():`,indentation",
        "`def f():\n`,indentation",
        "`def f():\n# comment`,indentation",
        "`class A(B)\n    x = 1\n`,syntax",
        "`class (B):\n    x = 1\n`,syntax",
        "`class:\n    x = 1\n`,indentation",
        "`class A(B:\n    x = 1\n`,syntax",
        "`def f(:\n    x = 1\n`,syntax",
        "`def f:\n    x = 1\n`,syntax",
        "`def f()\n    x = 1\n`,syntax",
        "`def (x):\n    x = 1\n`,syntax",
        "`if x\n    y = 1\n`,syntax",
        "`else\n    y = 1\n`,syntax",
        "`x = (1\n`,syntax",
        "`x = 1)\n`,syntax",
        "`x = [1\ny = 2\n`,syntax",
        "`@a\nx = 1\n`,syntax",
        "`import\n`,syntax",
        "`import a b\n`,syntax",
        "`import a.\n`,syntax",
        "`from a\n`,syntax",
        "`from a import\n`,syntax",
        "`from a import (b\n`,syntax",
        "`from import b\n`,syntax",
        "`x = $\n`,syntax",
        "`x = a ? b\n`,syntax",
        "`<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\n`,syntax",
        "`print 'x'\n`,syntax",
        "`print x\n`,syntax",
        "`exec 'x'\n`,syntax",
      })
  void evidentFaultsAreReportedAndOtherClassesFound(String text, String code) {
    var structure = parse("class Before: pass\n" + text + "\nclass After(X): pass\n");
    assertThat(codes(structure)).contains(code);
    assertThat(classes(structure)).contains("Before", "After");
  }

  @ParameterizedTest
  @CsvSource({
    "utf-7,encoding",
    "rot13,encoding",
    "bogus,encoding",
    "utf-16,encoding",
    "hex,encoding",
    "punycode,encoding",
    "idna,encoding",
    "cp037,encoding",
  })
  void unsupportedEncodingsAreFaults(String name, String code) {
    var structure = parse("# coding: " + name + "\nclass A: pass\n");
    assertThat(codes(structure)).containsExactly(code);
    assertThat(classes(structure)).containsExactly("A");
  }

  @Test
  void anEncodingThatContradictsTheMarkIsAFault() {
    assertThat(codes(parse("\uFEFF# coding: latin-1\nclass A: pass\n")))
        .containsExactly("encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FF", "C0AF", "EDA080", "F5808080", "E282", "80"})
  void invalidUtf8IsAFault(String hex) {
    byte[] bad = java.util.HexFormat.of().parseHex(hex);
    byte[] before = "class A: pass\nx = 'é".getBytes(StandardCharsets.UTF_8);
    byte[] after = "'\nclass B: pass\n".getBytes(StandardCharsets.UTF_8);
    byte[] source = new byte[before.length + bad.length + after.length];
    System.arraycopy(before, 0, source, 0, before.length);
    System.arraycopy(bad, 0, source, before.length, bad.length);
    System.arraycopy(after, 0, source, before.length + bad.length, after.length);
    var structure = parse(source);
    assertThat(structure.faults())
        .extracting(Fault::code, Fault::line, Fault::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("encoding", 2, 7));
    assertThat(classes(structure)).containsExactly("A", "B");
  }

  @Test
  void directionMarksAndLookAlikesDoNotHideAClass() {
    var structure =
        parse("# \u202E\u2066 }\u2069\nclass \u0410: pass\n'\u202E'; x = 1\nclass A: pass\n");
    assertThat(classes(structure)).containsExactly("\u0410", "A");
  }

  @Test
  void namesThatPythonHoldsForEqualAreEqual() {
    assertThat(classes(parse("class \u017Fimulate: pass\nclass simulate: pass\n")))
        .containsExactly("simulate", "simulate");
  }

  @Test
  void bytesBeyondTheLimitAreNotRead() {
    byte[] large = new byte[PythonParser.MAX_SIZE + 1];
    assertThat(codes(parse(large))).containsExactly("too-large");
  }

  @Test
  void endlessNamesAndNumbersAreRead() {
    String name = "a".repeat(4_000_000);
    assertThat(classes(parse("class " + name + ": pass\n"))).containsExactly(name);
    assertThat(parse("x = " + "1".repeat(1_000_000) + "\n").faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "\r", "# x", "#x\n#y\n", "   ", "\n\n  \n", "\uFEFF", "\f", "\\\n", ";"})
  void emptySourcesHaveNoStructure(String source) {
    assertThat(parse(source).body()).isEmpty();
  }

  @Test
  void manyThreadsReadTheSame() throws Exception {
    byte[] source =
        "class A(B):\n    def f(self): return f'{x}'\n".repeat(50).getBytes(StandardCharsets.UTF_8);
    SourceStructure expected = PythonParser.parse(source, () -> {});
    List<FutureTask<SourceStructure>> tasks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FutureTask<SourceStructure> task =
          new FutureTask<>(() -> PythonParser.parse(source, () -> {}));
      tasks.add(task);
      new Thread(task).start();
    }
    for (FutureTask<SourceStructure> task : tasks) {
      assertThat(task.get()).isEqualTo(expected);
    }
  }

  @Test
  void theCallerEndsAParse() {
    byte[] source = "class A: pass\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                PythonParser.parse(
                    source,
                    () -> {
                      if (calls.incrementAndGet() == 5) {
                        throw new CancellationException("stopped by the caller");
                      }
                    }))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped by the caller");
    assertThat(calls).hasValue(5);
  }

  @Test
  void theCallerIsAskedEvery64KiB() {
    AtomicInteger calls = new AtomicInteger();
    PythonParser.parse(new byte[1 << 20], calls::incrementAndGet);
    assertThat(calls.get()).isGreaterThanOrEqualTo(16);
    calls.set(0);
    byte[] statements = "x = 1\n".repeat(175_000).getBytes(StandardCharsets.UTF_8);
    PythonParser.parse(statements, calls::incrementAndGet);
    assertThat(calls.get()).isGreaterThanOrEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class C(**\nN = 3",
        "class C(#(\n *",
        "class C(=\nN = 3return \0*",
        "class C(\n k="
      })
  void headerThatEndsBeforeItsLastArgumentBeginsIsAFault(String source) {
    SourceStructure structure = parse(source);
    assertThat(codes(structure)).contains("syntax");
    assertThat(classes(structure)).contains("C");
  }
}
