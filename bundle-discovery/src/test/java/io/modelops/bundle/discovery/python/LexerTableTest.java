package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** The tables of the build say what ANTLR's own lexers say, in every mode. */
class LexerTableTest {

  private static final int TEXTS = 200;
  private static final List<String> PIECES =
      ("a,_b1,la,lambda,class,def,async def,import,from,as,if,elif,else:,try:,match,case,print x,self.,return ,"
              + "__all__.append,0,1.5e3,0x1F,2j,rf,f,R,b,t,None,True,not,is,yield from,\\N{x},{{,}},<<<<<<< a\n,"
              + "=======\n,\n  class C:\n,\n@d\ndef f(\n,\nimport x\n,\nfrom .a import b\n,é,\0,$,?")
          .lines()
          .flatMap(line -> Stream.of(line.split(",")))
          .toList();
  private static final String SIGNS = "'\"\\{}()[]:;=+-*/%@&|^~<>!.,# \t\f\r\n";

  @Test
  void structureIsReadAsByAntlr() {
    readsAlike("StructureLexer", StructureLexer::new);
  }

  @Test
  void expressionsAreReadAsByAntlr() {
    readsAlike("ExpressionLexer", ExpressionLexer::new);
  }

  private static void readsAlike(String grammar, Function<CharStream, Lexer> antlr) {
    Random random = new Random(7);
    LexerTable table = LexerTable.of(grammar);
    String[] modes = antlr.apply(CharStreams.fromString("")).getModeNames();
    for (int mode = 0; mode < modes.length; mode++) {
      for (int i = 0; i < TEXTS; i++) {
        String text = modes[mode].equals("CASE_START") ? "case" + text(random) : text(random);
        assertThat(firstByTable(table, mode, text))
            .as("%s, mode %s: %s", grammar, mode, text)
            .isEqualTo(firstByAntlr(antlr.apply(CharStreams.fromString(letters(text))), mode));
      }
    }
  }

  private static String text(Random random) {
    return Stream.generate(() -> piece(random))
        .limit(1 + random.nextInt(12))
        .collect(Collectors.joining());
  }

  private static String piece(Random random) {
    return random.nextBoolean()
        ? String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())))
        : PIECES.get(random.nextInt(PIECES.size()));
  }

  /** The letter that stands for each byte that is not ASCII. */
  private static String letters(String text) {
    return text.replace("é", "QQ");
  }

  /** Its type, where it begins and ends, and the mode after it. */
  private record Match(int type, int start, int end, int mode) {}

  private static Match firstByAntlr(Lexer lexer, int mode) {
    lexer.removeErrorListeners();
    lexer._modeStack.push(Lexer.DEFAULT_MODE);
    lexer.mode(mode);
    Token token = lexer.nextToken();
    return new Match(token.getType(), token.getStartIndex(), token.getStopIndex() + 1, lexer._mode);
  }

  private static Match firstByTable(LexerTable table, int mode, String text) {
    var lexer =
        new ByteLexer(table, text.getBytes(StandardCharsets.UTF_8), () -> {}) {
          @Override
          public SourceToken nextToken() {
            return new SourceToken(this, match(), start(), index() - 1);
          }
        };
    lexer.pushMode(mode);
    SourceToken token = lexer.nextToken();
    return new Match(
        token.getType(), token.getStartIndex(), token.getStopIndex() + 1, lexer.mode());
  }
}
