package io.modelops.bundle.discovery.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what is TOML here is TOML for Python 3.11, and means the same. */
class TomlAgreementTest {
  private static final int DOCUMENTS = 20_000;
  private static final String[] KEYS = {
    "a",
    "b",
    "c",
    "a.b",
    "a.b.c",
    "b.a",
    "\"a\"",
    "'b'",
    "'a.b'",
    "\"\\u0061\"",
    "a . b",
    "1",
    "1.2",
    "-",
    "_",
    "\"\"",
    "''",
    "é",
    "a.'b'.c",
    "\"a\\n\"",
    "'''a'''",
    "+a",
    "a b",
    "\"é\"",
    "3.e"
  };
  private static final String[] VALUES = {
    "1",
    "-0",
    "+1",
    "01",
    "1_0",
    "1__0",
    "_1",
    "0x1F",
    "0xg",
    "0o7",
    "0b1",
    "+0x1",
    "0X1",
    "1.0",
    "1.",
    ".1",
    "1e3",
    "1.e3",
    "1E+3",
    "1_0.0_1",
    "1._0",
    "inf",
    "-inf",
    "+nan",
    "Inf",
    "true",
    "True",
    "false",
    "''",
    "\"\"",
    "'x'",
    "\"x\"",
    "\"\\n\\t\\\"\\\\\"",
    "\"\\e\"",
    "\"\\x41\"",
    "\"\\u00e9\"",
    "\"\\ud800\"",
    "\"\\U0001F600\"",
    "\"\\U00110000\"",
    "\"\\u12\"",
    "'\\'",
    "'''\nx\n'''",
    "\"\"\"\nx\\\n  y\"\"\"",
    "\"\"\"x\\ \n\n y\"\"\"",
    "\"\"\"\"x\"\"\"\"",
    "'''''x'''''",
    "\"\"\"\"\"\"",
    "\"\"\"x\\ y\"\"\"",
    "\"\"\"\"\"\"\"",
    "'''x",
    "\"x",
    "2024-01-01",
    "2024-1-1",
    "2024-02-30",
    "2024-01-01T00:00:00Z",
    "2024-01-01 00:00:00",
    "2024-01-01t00:00:00z",
    "2024-01-01T00:00",
    "07:32:00",
    "07:32",
    "07:32:00.123456789",
    "24:00:00",
    "07:60:00",
    "2024-01-01T00:00:00+01:00",
    "2024-01-01T00:00:00+25:00",
    "0000-01-01",
    "23:59:60",
    "[]",
    "[1,2]",
    "[1,2,]",
    "[,]",
    "[1,,2]",
    "[1\n,2 # c\n]",
    "[1 2]",
    "[[1],['a']]",
    "[1,'a']",
    "{}",
    "{a=1}",
    "{a=1,b=2}",
    "{a=1,}",
    "{a.b=1}",
    "{a=1,a=2}",
    "{a={b=1}}",
    "{a=1\n}",
    "{a.b=1,a.c=2}",
    "{a={},a.b=1}",
    "{ a = [1,\n2] }",
    "x",
    "",
    "é",
    "9223372036854775807",
    "-9223372036854775808",
    "1 # c",
    "1 2",
    "'é😀'",
    "\"\t\"",
    "'\u0085'"
  };

  @TempDir Path directory;

  @Test
  void agreesWithPythonsTomllibOnGeneratedDocuments() throws Exception {
    Programs.require("python3");
    Random random = new Random(7);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(document(random));
    }
    List<String> expected = Tomllib.outlines(directory, documents);
    List<String> differences = new ArrayList<>();
    int valid = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String ours = Tomllib.outline(documents.get(i));
      valid += expected.get(i).equals("error") ? 0 : 1;
      if (!ours.equals(expected.get(i))) {
        differences.add(documents.get(i) + "\n  python " + expected.get(i) + "\n  ours " + ours);
      }
    }
    assertThat(valid).isBetween(DOCUMENTS / 5, DOCUMENTS * 4 / 5);
    assertThat(differences).isEmpty();
  }

  private static String document(Random random) {
    StringBuilder text = new StringBuilder();
    String end = random.nextInt(5) == 0 ? "\r\n" : "\n";
    for (int n = random.nextInt(4); n >= 0; n--) {
      text.append(line(random)).append(n == 0 && random.nextInt(3) == 0 ? "" : end);
    }
    if (random.nextInt(12) == 0) {
      int at = random.nextInt(text.codePointCount(0, text.length()) + 1);
      text.insert(
          text.offsetByCodePoints(0, at),
          any(new String[] {"\r", "\f", "\0", "\u007f", "\t", " ", "#", "\u001f"}, random));
    }
    return text.toString();
  }

  private static String line(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "[" + any(KEYS, random) + "]";
      case 1 -> "[[" + any(KEYS, random) + "]]";
      case 2 -> any(new String[] {"", "# c", "  ", "\t# é", "[]", "[a]b=1", "= 1", "a"}, random);
      default -> any(KEYS, random) + " = " + any(VALUES, random);
    };
  }

  private static String any(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }
}
