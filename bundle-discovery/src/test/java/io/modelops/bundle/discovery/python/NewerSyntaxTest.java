package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassArgument;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Syntax of Python 3.12 to 3.14, which an older interpreter cannot confirm. */
class NewerSyntaxTest {

  private static SourceStructure parse(String source) {
    return PythonParser.parse(source.getBytes(StandardCharsets.UTF_8), () -> {});
  }

  /** Names, nesting and lines; faults show too. */
  private static String outline(String source) {
    SourceStructure structure = parse(source);
    return outline(structure.body()) + (structure.faults().isEmpty() ? "" : structure.faults());
  }

  private static String outline(List<Statement> body) {
    return body.stream().map(NewerSyntaxTest::outline).collect(Collectors.joining(" "));
  }

  private static String outline(Statement statement) {
    if (statement instanceof ClassDefinition s) {
      String bases =
          s.arguments().stream().map(ClassArgument::text).collect(Collectors.joining(","));
      return "class " + s.name() + "<" + bases + ">{" + outline(s.body()) + "}";
    } else if (statement instanceof FunctionDefinition s) {
      return "def " + s.name() + s.signature() + "{" + outline(s.body()) + "}";
    } else if (statement instanceof Compound s) {
      return s.clauses().stream()
          .map(clause -> clause.kind() + "{" + outline(clause.body()) + "}")
          .collect(Collectors.joining(" "));
    } else if (statement instanceof Assignment s) {
      return String.join("=", s.targets());
    }
    return statement instanceof Import s ? "import " + s.module() : "?";
  }

  @Test
  void typeParametersOfClasses() {
    assertThat(outline("class A[T]: pass\nclass B[T: (int, str), *Ts, **P](C[T], D): x = 1\n"))
        .isEqualTo("class A<>{} class B<C[T],D>{x}");
  }

  @Test
  void typeParametersOfFunctions() {
    assertThat(outline("def f[T](x: T) -> T: pass\nasync def g[**P, *Ts](): y = 1\n"))
        .isEqualTo("def f(x: T) -> T{} def g(){y}");
  }

  @Test
  void defaultsOfTypeParameters() {
    assertThat(outline("class A[T = int, *Ts = *tuple[int], **P = [str]](B): x = 1\n"))
        .isEqualTo("class A<B>{x}");
    assertThat(outline("def f[T: int = bool](\n  x  # )\n): y = 1\n")).isEqualTo("def f( x ){y}");
  }

  @Test
  void typeParametersOverSeveralLines() {
    assertThat(outline("class A[\n  T,  # ]\n  U: 'x]',\n](B[T]): x = 1\n"))
        .isEqualTo("class A<B[T]>{x}");
  }

  @Test
  void typeStatementsAreNoAssignments() {
    assertThat(outline("type X = int\ntype Y[T] = list[T]\ntype = 1\nx = 2\n")).isEqualTo("type x");
  }

  @Test
  void sameQuotesInsideFormattedStrings() {
    assertThat(outline("a = f'{x['y']}'; b = f\"{f\"{f\"{1}\"}\"}\"; c = 1\n")).isEqualTo("a b c");
    assertThat(outline("a = f'{'class A:'!r:{'>'}{10}}'; b = f'{\"\\\n\".join(x)}'; c = 1\n"))
        .isEqualTo("a b c");
  }

  @Test
  void namesOfTypeParameters() {
    assertThat(parse("class A[Base, *Ts, **P, T: (int, Other) = x](Base): pass\n").body())
        .singleElement(as(type(ClassDefinition.class)))
        .satisfies(s -> assertThat(s.typeParameters()).containsExactly("Base", "Ts", "P", "T"));
  }

  @Test
  void sameQuotesInSubscriptsOfBases() {
    assertThat(parse("class A(Base[f'{x['a']}'], B): pass\n").body())
        .singleElement(as(type(ClassDefinition.class)))
        .satisfies(
            s ->
                assertThat(s.arguments())
                    .extracting(a -> a.value().name())
                    .containsExactly("Base", "B"));
  }

  @Test
  void commentsAndLinesInsideFields() {
    assertThat(outline("a = f'{\n  x  # } class A:\n  + y\n}'; b = 1\n")).isEqualTo("a b");
  }

  @Test
  void formattedStringsInHeaders() {
    assertThat(outline("class A(f(f'{'x)'}')): y = 1\ndef g(a=f'{':'}'): z = 1\n"))
        .isEqualTo("class A<f(f'{'x)'}')>{y} def g(a=f'{':'}'){z}");
  }

  @Test
  void templateStrings() {
    assertThat(outline("a = t'{x['y']!r:>{w}} {{'; b = rt\"\\{x}\"; c = Tr'''\n{y}\n'''; d = 1\n"))
        .isEqualTo("a b c d");
    assertThat(outline("class A: t'no doc'; x = 1\n")).isEqualTo("class A<>{x}");
  }

  @Test
  void exceptWithoutParentheses() {
    assertThat(outline("try: import a\nexcept A, B: import b\nexcept* C, D: import c\n"))
        .isEqualTo("TRY{import a} EXCEPT{import b} EXCEPT{import c}");
  }

  @Test
  void unpackingInSubscriptsAndReturns() {
    assertThat(
            outline("class A(Generic[*Ts]): x: tuple[*Ts] = y\ndef f(*args: *Ts): return *a, b\n"))
        .isEqualTo("class A<Generic[*Ts]>{x} def f(*args: *Ts){}");
  }

  @Test
  void parenthesisedContextManagers() {
    assertThat(outline("with (open(a) as b, c): import d\n")).isEqualTo("WITH{import d}");
  }
}
