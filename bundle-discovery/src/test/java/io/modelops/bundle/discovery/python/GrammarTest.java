package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.antlr.v4.runtime.atn.DecisionState;
import org.antlr.v4.runtime.atn.LL1Analyzer;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.api.Test;

class GrammarTest {

  @Test
  void oneTokenDecidesEverywhereInTheParser() {
    LL1Analyzer analyzer = new LL1Analyzer(StructureParser._ATN);
    for (DecisionState decision : StructureParser._ATN.decisionToState) {
      IntervalSet seen = new IntervalSet();
      for (IntervalSet alternative : analyzer.getDecisionLookahead(decision)) {
        assertThat(alternative).isNotNull();
        assertThat(alternative.and(seen).isNil())
            .as("rule %s", StructureParser.ruleNames[decision.ruleIndex])
            .isTrue();
        seen.addAll(alternative);
      }
    }
  }

  @Test
  void theParserCachesNothingAndTheLexerLittle() throws Exception {
    for (Path file : CPython.standardLibrary()) {
      PythonParser.parse(Files.readAllBytes(file), () -> {});
    }
    int states = 0;
    for (DFA dfa : StructureParser._decisionToDFA) {
      assertThat(dfa.states).isEmpty();
    }
    for (DFA dfa : StructureLexer._decisionToDFA) {
      states += dfa.states.size();
    }
    assertThat(states).isLessThan(10_000);
  }
}
