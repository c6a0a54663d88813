package io.modelops.bundle.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "models/*.py, models/sir.py",
    "models/**/*.py, models/sir.py",
    "models/**/*.py, models/a/b/sir.py",
    "**/sir.py, sir.py",
    "**, a/b/c",
    "models/**, models/a",
    "*, .hidden",
    "a?c, aéc",
    "a?c, a😀c",
    "[a-c]x, bx",
    "[!a-c]x, dx",
    "[]a]x, ]x",
    "[!]a]x, bx",
    "[a-]x, -x",
    "[\\]]x, ]x",
    "\\*x, *x",
    "\\~x, ~x",
    "a**b, axyb",
    "[!a]/**/x, b/c/x",
    "data/é.csv, data/é.csv",
  })
  void matchesWholePaths(String pattern, String path) {
    assertThat(Glob.parse(pattern).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*.py, a/b.py",
    "models/*.py, models/a/b.py",
    "models, models/a.py",
    "models/**, models",
    "a/**/b, a/xb",
    "[!a]x, /x",
    "a?b, a/b",
    "A, a",
    "\\*x, ax",
    "a**b, a/b",
  })
  void matchesNothingElse(String pattern, String path) {
    assertThat(Glob.parse(pattern).matches(path)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{a,{b,{c; 1; brace",
        "a}; 2; brace",
        "[[[[; 1; not closed",
        "x[!]; 2; not closed",
        "x[a/b]; 2; not closed",
        "[z-a]; 2; range",
        "[[:alpha:]]; 2; named class",
        "[^a]; 2; negate",
        "abc\\; 4; backslash",
        "a\\/b; 2; backslash",
        "/etc/*; 1; absolute",
        "C:\\*; 1; absolute",
        "\\\\host\\x; 1; absolute",
        "~/*; 1; expanded",
        "$HOME/*; 1; expanded",
        "../**; 1; component ..",
        "a/../../**; 3; component ..",
        "./a; 1; component .",
        "a//b; 3; empty component",
        "a/; 3; empty component",
        "``; 1; empty component",
      })
  void whatIsWrongHasAPosition(String pattern, int position, String fault) {
    assertThatThrownBy(() -> Glob.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault)
        .hasMessageEndingWith("(character " + position + ")");
  }

  @Test
  void hostilePatternsAreRefused() {
    assertThatThrownBy(() -> Glob.parse("{a,".repeat(10_000))).hasMessageContaining("character");
    assertThatThrownBy(() -> Glob.parse("a".repeat(5_000))).hasMessageContaining("longer than");
    assertThatThrownBy(() -> Glob.parse("\u001b[31m]{").matches(""))
        .hasMessageNotContaining("\u001b");
  }

  @ParameterizedTest(name = "{0} stars")
  @ValueSource(ints = {7, 8, 30, 1000})
  void manyStarsTakeLinearTime(int stars) {
    assertThat(Glob.parse("*a".repeat(stars) + "*b").matches("a".repeat(60))).isFalse();
    assertThat(isMatchedInLinearTime("*a".repeat(stars) + "*b", "a".repeat(60))).isFalse();
  }

  @Test
  void manyDirectoryWildcardsTakeLinearTime() {
    Glob same = Glob.parse("**/".repeat(20) + "x");
    Glob mixed = Glob.parse("**/a/".repeat(20) + "x");
    String deep = "a/".repeat(200);
    assertThat(same.matches(deep + "b")).isFalse();
    assertThat(mixed.matches(deep + "b")).isFalse();
    assertThat(mixed.matches(deep + "x")).isTrue();
    assertThat(isMatchedInLinearTime("*".repeat(20) + "x", "a".repeat(200) + "b")).isFalse();
    assertThat(isMatchedInLinearTime("*a".repeat(20) + "x", "a".repeat(200) + "b")).isFalse();
    assertThat(isMatchedInLinearTime("*a".repeat(20) + "x", "a".repeat(200) + "x")).isTrue();
  }

  /** Fails once an element of the pattern was compared more often than the text has units. */
  private static boolean isMatchedInLinearTime(String elements, String units) {
    AtomicInteger left = new AtomicInteger(elements.length() * units.length());
    return Glob.matches(
        elements.length(),
        units.length(),
        at -> elements.charAt(at) == '*',
        (at, unit) -> {
          assertThat(left.getAndDecrement()).as("comparisons left").isPositive();
          return elements.charAt(at) == units.charAt(unit);
        });
  }

  @Test
  void agreesWithAnObviousMatcher() {
    Random random = new Random(20_240_611);
    int matches = 0;
    for (int i = 0; i < 200_000; i++) {
      String pattern = any(random, new String[] {"a", "b", "*", "**", "?", "/", "[ab]", "[!a]"}, 8);
      String path = any(random, new String[] {"a", "b", "a", "/", "c"}, 8);
      Glob glob;
      try {
        glob = Glob.parse(pattern);
      } catch (IllegalArgumentException e) {
        continue;
      }
      boolean expected = obvious(pattern, path);
      matches += expected ? 1 : 0;
      assertThat(glob.matches(path)).as("%s on %s", pattern, path).isEqualTo(expected);
    }
    assertThat(matches).isGreaterThan(2_000);
  }

  private static String any(Random random, String[] parts, int most) {
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(most); n > 0; n--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  /** By recursion, component by component. */
  private static boolean obvious(String pattern, String path) {
    int slash = pattern.indexOf('/');
    String head = slash < 0 ? pattern : pattern.substring(0, slash);
    String tail = slash < 0 ? null : pattern.substring(slash + 1);
    int end = path.indexOf('/');
    String name = end < 0 ? path : path.substring(0, end);
    String rest = end < 0 ? null : path.substring(end + 1);
    if (head.equals("**")) {
      return tail == null || obvious(tail, path) || (rest != null && obvious(pattern, rest));
    }
    if (tail == null || rest == null) {
      return tail == null && rest == null && obviousName(head, name);
    }
    return obviousName(head, name) && obvious(tail, rest);
  }

  private static boolean obviousName(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.startsWith("*")) {
      return obviousName(pattern.substring(1), name)
          || (!name.isEmpty() && obviousName(pattern, name.substring(1)));
    }
    if (name.isEmpty()) {
      return false;
    }
    char c = name.charAt(0);
    int length = pattern.startsWith("[") ? pattern.indexOf(']') + 1 : 1;
    boolean one =
        switch (pattern.substring(0, length)) {
          case "?" -> true;
          case "[ab]" -> c == 'a' || c == 'b';
          case "[!a]" -> c != 'a';
          default -> c == pattern.charAt(0);
        };
    return one && obviousName(pattern.substring(length), name.substring(1));
  }

  @Test
  void tellsPatternsFromNames() {
    assertThat(Glob.isPattern("a/b.py")).isFalse();
    assertThat(Glob.isPattern("a/*.py")).isTrue();
  }
}
