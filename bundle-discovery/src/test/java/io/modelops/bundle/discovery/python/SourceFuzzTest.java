package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import java.util.List;
import java.util.Set;

/** Any bytes are read as a source, and as an expression. */
class SourceFuzzTest {
  private static final Set<String> CALLS = Set.of("f", "setup", "a.b");

  @FuzzTest(maxDuration = "60s")
  void anySourceIsRead(byte[] source) {
    SourceStructure structure = PythonParser.parse(source, () -> {});
    Literals literals = PythonParser.literals(source, structure, () -> {});
    PythonParser.calls(source, CALLS::contains);
    Words.of(source).mayBind(source, List.of("simulate", "parameters"));
    for (Fault fault : structure.faults()) {
      assertThat(fault.line()).isPositive();
      assertThat(fault.column()).isPositive();
    }
    literals.paths().forEach(path -> assertThat(path.path()).isNotEmpty());
    assertThat(PythonParser.parse(source, () -> {})).isEqualTo(structure);
    sameByGrammar(SourceText.of(source).utf8());
  }

  private static void sameByGrammar(byte[] text) {
    Expression plain = new ExpressionReader(text, () -> {}).read(0, text.length);
    if (!(plain instanceof Expression.Other) && text.length <= 2_000) {
      assertThat(plain)
          .isEqualTo(new ExpressionReader(text, () -> {}).readByGrammar(0, text.length));
    }
  }
}
