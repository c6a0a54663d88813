package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read straight from the tokens is what the grammar says. */
class PlainExpressionsTest {

  private static final int EXPRESSIONS = 20_000;
  private static final List<String> LEAVES =
      List.of(
          "a",
          "a.b",
          "ﬁ",
          "0",
          "1_0",
          "0x1F",
          ".5",
          "2j",
          "'s'",
          "r\"\\d\"",
          "b'x'",
          "f'{x}'",
          "None",
          "True",
          "False",
          "...",
          "None.x",
          "lambda: 0",
          "-1",
          "()",
          "[]",
          "{}",
          "a := 1",
          "*a",
          "**a",
          "yield",
          "not a",
          "a if b else c",
          "await a");
  private static final List<String> JOINTS =
      List.of(
          ", ",
          ",",
          ", ",
          " + ",
          " or ",
          " == ",
          " is not ",
          " ",
          "\n",
          " # x\n",
          ": ",
          "=",
          ".b",
          ";");

  private static final List<String> TRAILERS = List.of("", "", ".c", "[0]", "(1)", " for x in y");

  private final Random random = new Random(20_261_129L);

  @Test
  void tokensSayWhatTheGrammarSays() {
    int read = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = expression(4);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      ExpressionReader reader = new ExpressionReader(bytes, () -> {});
      Expression byGrammar = reader.readByGrammar(0, bytes.length);
      Expression found = reader.read(0, bytes.length);
      if (!(found instanceof Expression.Other && byGrammar instanceof Expression.Other)) {
        assertThat(found).as(text).isEqualTo(byGrammar);
        read++;
      }
    }
    assertThat(read).isGreaterThan(EXPRESSIONS / 4);
  }

  private String expression(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 9)) {
      case 0, 1 -> any(LEAVES.subList(0, 10));
      case 2 -> any(LEAVES);
      case 3 -> "[" + several(depth - 1, ", ") + "]";
      case 4 -> "(" + several(depth - 1, ",") + ")";
      case 5 -> "{" + several(depth - 1, random.nextBoolean() ? ", " : ": ") + "}";
      case 6 -> any(LEAVES.subList(0, 3)) + "(" + several(depth - 1, ", ") + ")";
      case 7 -> "f(k=" + expression(depth - 1) + ", " + several(depth - 1, ",\n") + ")";
      default -> expression(depth - 1) + any(JOINTS) + several(depth - 1, ", ") + any(TRAILERS);
    };
  }

  private String several(int depth, String joint) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : random.nextInt(8) == 0 ? any(JOINTS) : joint)
          .append(expression(depth));
    }
    return text.append(random.nextInt(4) == 0 ? joint : "").toString();
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
