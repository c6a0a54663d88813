package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.DecisionState;
import org.antlr.v4.runtime.atn.LL1Analyzer;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.api.Test;

class GrammarTest {

  @Test
  void oneTokenDecidesEverywhereInTheParsers() {
    assertOneTokenDecides(StructureParser._ATN, StructureParser.ruleNames);
    assertOneTokenDecides(ExpressionParser._ATN, ExpressionParser.ruleNames);
  }

  private static void assertOneTokenDecides(ATN atn, String[] rules) {
    LL1Analyzer analyzer = new LL1Analyzer(atn);
    for (DecisionState decision : atn.decisionToState) {
      IntervalSet seen = new IntervalSet();
      for (IntervalSet alternative : analyzer.getDecisionLookahead(decision)) {
        assertThat(alternative).isNotNull();
        assertThat(alternative.and(seen).isNil()).as("rule %s", rules[decision.ruleIndex]).isTrue();
        seen.addAll(alternative);
      }
    }
  }

  @Test
  void theParsersCacheNothingAndTheLexersLittle() throws Exception {
    for (Path file : CPython.standardLibrary()) {
      PythonParser.parse(Files.readAllBytes(file), () -> {});
    }
    int states = 0;
    for (DFA[] parser : List.of(StructureParser._decisionToDFA, ExpressionParser._decisionToDFA)) {
      assertThat(parser).allSatisfy(dfa -> assertThat(dfa.states).isEmpty());
    }
    for (DFA[] lexer : List.of(StructureLexer._decisionToDFA, ExpressionLexer._decisionToDFA)) {
      states += Arrays.stream(lexer).mapToInt(dfa -> dfa.states.size()).sum();
    }
    assertThat(states).isLessThan(10_000);
  }
}
