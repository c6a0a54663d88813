package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of syntax, each compared with CPython's own tree. */
class SyntaxTest {

  private static final Pattern PARTS = Pattern.compile("(?m)^### ");

  @TempDir static Path directory;
  private static CPython python;

  record Sample(String name, String text, Charset charset) {
    byte[] source() {
      return text.getBytes(charset);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    python = new CPython();
  }

  @AfterAll
  static void stop() throws IOException {
    python.close();
  }

  @ParameterizedTest
  @MethodSource({"samples", "lineEnds", "encodings"})
  void hasTheStructureThatCPythonSees(Sample sample) throws IOException {
    Path file = Files.write(directory.resolve("sample.py"), sample.source());
    SourceStructure structure = PythonParser.parse(sample.source(), () -> {});
    assertThat(python.compare(file, structure)).isEqualTo("same");
  }

  /** Indentation, form feeds, line continuations and encoding cookies where they may be odd. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "if a:\n\tclass A: pass\nif b:\n        class B: pass\n",
        "if a:\n\tclass A: pass\n        class B: pass\n",
        "if a:\n        class A: pass\n\tclass B: pass\n",
        "if a:\n \tclass A: pass\n \tclass B: pass\n",
        "\fclass A: pass\n\f\nclass B:\n\f  x = 1\n",
        "if a:\n  \f  class A: pass\n    class B: pass\n",
        "class A: pass\n\f",
        "class A: pass\nx = 1 \\",
        "class A: pass\n\\",
        "class A: pass\nx = \\\n\\\n1",
        "class A: pass\nx = 1 \\ \ny = 2\n",
        "x = 1\n# one\n# coding: rot13\nclass A: pass\n",
        "# one\n# coding: utf-8-sig\nclass A: pass\n",
        "\uFEFF# coding: utf-8-sig\nclass A: pass\n",
        "# coding: UTF_8-x\nclass A: pass\n",
        "x = 1 # coding: rot13\nclass A: pass\n",
        "\f# coding: latin-1\nx = '\u00e9'\nclass A: pass\n",
        "class \u0410: pass\nclass A: pass\n",
        "class A: x = '\u202e'  # \u2066\n",
      })
  void whatCPythonRefusesHasAFaultAndAllElseItsStructure(String text) throws IOException {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("sample.py"), source);
    SourceStructure structure = PythonParser.parse(source, () -> {});
    String answer = python.compare(file, structure);
    assertThat(answer.startsWith("refused") ? "refused" : answer)
        .isEqualTo(structure.faults().isEmpty() ? "same" : "refused");
  }

  /** Parts of syntax.py, each below a line {@code ### name}. */
  static List<Sample> samples() throws IOException {
    try (var in = SyntaxTest.class.getResourceAsStream("syntax.py")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<Sample> samples = new ArrayList<>();
      for (String part : PARTS.split(text, -1)) {
        if (!part.isBlank()) {
          int end = part.indexOf('\n');
          samples.add(sample(part.substring(0, end), part.substring(end + 1)));
        }
      }
      return samples;
    }
  }

  static List<Sample> lineEnds() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : samples()) {
      String text = sample.text();
      samples.add(sample(sample.name() + " with CRLF", text.replace("\n", "\r\n")));
      samples.add(sample(sample.name() + " with lone CR", text.replace('\n', '\r')));
      samples.add(sample(sample.name() + " without final newline", text.stripTrailing()));
    }
    return samples;
  }

  static List<Sample> encodings() {
    String mark = "\uFEFF";
    String code = "# %s\nclass Größe(Basis):\n    'é' ; x = 'ü'; y = 1\n";
    String japanese = "# coding: %s\nclass モデル(基底):\n    '日本' ; 値 = '表'; y = 1\n";
    return List.of(
        sample("UTF-8", code.formatted("")),
        sample("byte order mark", mark + code.formatted("")),
        sample("byte order mark with cookie", mark + code.formatted("coding: utf-8")),
        sample("utf-8-sig", code.formatted("-*- coding: utf-8-sig -*-")),
        sample("utf8 with suffix", code.formatted("vim: set fileencoding=UTF_8-unix :")),
        encoded("latin-1", code.formatted("coding: latin-1"), "ISO-8859-1"),
        encoded("iso-latin-1", code.formatted("coding: iso-latin-1-unix"), "ISO-8859-1"),
        sample("utf", code.formatted("coding: utf")),
        sample("u8", code.formatted("coding: U8")),
        encoded("iso8859", code.formatted("coding: iso8859"), "ISO-8859-1"),
        encoded("1252", code.formatted("coding: 1252"), "windows-1252"),
        encoded("mac_latin2", code.formatted("coding: mac_latin2"), "x-MacCentralEurope"),
        encoded("latin9", code.formatted("coding: latin9"), "ISO-8859-15"),
        encoded("cp1252", code.formatted("coding=cp1252") + "z = '€'\n", "windows-1252"),
        encoded(
            "cp1252 on line 2",
            "#!/usr/bin/python\n" + code.formatted("coding:cp1252"),
            "windows-1252"),
        encoded(
            "cookie after a form feed", "\f\n" + code.formatted("coding: latin1"), "ISO-8859-1"),
        sample("cookie on line 3", "#\n#\n" + code.formatted("coding: bogus")),
        sample("cookie after code", "x = 1\n" + code.formatted("coding: bogus")),
        encoded("Shift-JIS", japanese.formatted("shift_jis"), "Shift_JIS"),
        encoded("sjis", japanese.formatted("sjis"), "Shift_JIS"),
        encoded("cp932", japanese.formatted("cp932"), "windows-31j"),
        encoded("EUC-JP", japanese.formatted("euc-jp"), "EUC-JP"),
        encoded("eucJP", japanese.formatted("eucJP"), "EUC-JP"),
        encoded("KOI8-R", "# coding: koi8-r\nclass Модель: x = 'ж'; y = 1\n", "KOI8-R"),
        encoded("mac-roman", code.formatted("coding: mac-roman"), "x-MacRoman"),
        encoded("gbk", "# coding: gbk\nclass 模型: x = '中'; y = 1\n", "GBK"),
        encoded("big5", "# coding: big5\nclass 模型: x = '中'; y = 1\n", "Big5"),
        encoded("euc_kr", "# coding: euc_kr\nclass 모델: x = '한'; y = 1\n", "EUC-KR"),
        encoded("cp437", "# coding: cp437\nclass A: x = 'é'; y = 1\n", "IBM437"),
        encoded("ascii", "# coding: ascii\nclass A: x = 1\n", "US-ASCII"));
  }

  private static Sample sample(String name, String text) {
    return new Sample(name, text, StandardCharsets.UTF_8);
  }

  private static Sample encoded(String name, String text, String charset) {
    return new Sample(name, text, Charset.forName(charset));
  }
}
