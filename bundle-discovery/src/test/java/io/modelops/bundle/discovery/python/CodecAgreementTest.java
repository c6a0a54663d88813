package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.testing.Programs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares which encodings are read with those that CPython reads. */
class CodecAgreementTest {
  private static final String NAMES =
      """
      import encodings.aliases, pkgutil, codecs
      aliases = encodings.aliases.aliases
      modules = [m.name for m in pkgutil.iter_modules(encodings.__path__)]
      for name in sorted({*aliases, *aliases.values(), *modules}):
          for spelled in sorted({name, name.replace('_', '-')}):
              try:
                  compile(f'# coding: {spelled}\\nx = 1\\n'.encode(), spelled, 'exec')
                  print(spelled, codecs.lookup(spelled).name)
              except (SyntaxError, LookupError, UnicodeError, ValueError):
                  pass
      """;

  /** The bytes above ASCII that an encoding has, and what they stand for in UTF-16. */
  private static final String DECODED =
      """
      import sys
      upper = bytes(range(128, 256))
      text = upper.decode(sys.argv[1], 'replace')
      pairs = [(b, c) for b, c in zip(upper, text) if c > '~' and c != '\\ufffd']
      print(bytes(b for b, c in pairs).hex(), ''.join(c for b, c in pairs).encode('utf-16-be').hex())
      """;

  @Test
  void encodingsOfCPythonAreReadButForAFewThatAreTold() {
    Programs.require("python3");
    Map<String, TreeSet<String>> unread = new TreeMap<>();
    Programs.run("python3", "-c", NAMES)
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(names -> !faults(names[0]).isEmpty())
        .forEach(
            names -> {
              String fault = "encoding " + names[0] + " is not supported";
              assertThat(faults(names[0])).extracting(Fault::message).containsExactly(fault);
              unread.computeIfAbsent(names[1], key -> new TreeSet<>()).add(names[0]);
            });
    assertThat(unread.keySet())
        .isSubsetOf(
            "charmap",
            "euc_jis_2004",
            "euc_jisx0213",
            "hz",
            "idna",
            "iso2022_jp_1",
            "iso2022_jp_2004",
            "iso2022_jp_3",
            "iso2022_jp_ext",
            "raw-unicode-escape",
            "unicode-escape",
            "utf-7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hp-roman8",
        "ptcp154",
        "kz1048",
        "iso8859-10",
        "iso8859-14",
        "koi8-t",
        "cp720",
        "cp1125",
        "palmos",
        "mac-arabic",
        "mac-farsi"
      })
  void textIsWhatCPythonReads(String name) {
    Programs.require("python3");
    String decoded = Programs.run("python3", "-c", DECODED, name);
    byte[] upper = HexFormat.of().parseHex(decoded.split(" ", 2)[0]);
    byte[] start = ("# coding: " + name + "\nclass A: '.").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer source = ByteBuffer.allocate(start.length + upper.length + 3);
    source.put(start).put(upper).put(new byte[] {'.', '\'', '\n'});

    SourceStructure structure = PythonParser.parse(source.array(), () -> {});

    assertThat(structure.faults()).isEmpty();
    String docstring =
        String.valueOf(((Statement.ClassDefinition) structure.body().get(0)).docstring());
    assertThat(HexFormat.of().formatHex(docstring.getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo("002e" + decoded.split(" ", 2)[1] + "002e");
  }

  @Test
  void byteThatTheEncodingLacksIsAFault() {
    byte[] source = "# coding: kz_1048\n# X\n".getBytes(StandardCharsets.US_ASCII);
    source[20] = (byte) 0x98;
    assertThat(PythonParser.parse(source, () -> {}).faults())
        .containsExactly(new Fault("encoding", 2, 3, "invalid kz1048 byte 0x98"));
  }

  private static List<Fault> faults(String name) {
    String source = "# coding: " + name + "\nx = 1\n";
    return PythonParser.parse(source.getBytes(StandardCharsets.US_ASCII), () -> {}).faults();
  }
}
