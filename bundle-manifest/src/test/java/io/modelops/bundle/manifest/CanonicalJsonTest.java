package io.modelops.bundle.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8785, and what Python's json module writes. */
class CanonicalJsonTest {
  /** RFC 8785, appendix B, by the bits of the double. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
    "3d30000000000000, 5.684341886080802e-14"
  })
  void numbersAreThoseOfTheRfc(String bits, String expected) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(EcmaNumber.format(value)).isEqualTo(expected);
    assertThat(EcmaNumber.canonical(expected)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5.0, 5",
    "-0, 0",
    "-0.0, 0",
    "0e5, 0",
    "1e2, 100",
    "1E+2, 100",
    "1.50, 1.5",
    "-12, -12",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "999999999999999, 999999999999999",
    "1234567890123456, 1234567890123456",
    "120e-1, 12"
  })
  void numbersAreNormalized(String number, String expected) {
    assertThat(EcmaNumber.canonical(number)).isEqualTo(expected);
  }

  @Test
  void shortestDigitsAgreeWithPython() {
    Random random = new Random(8785);
    List<String> mine = new ArrayList<>();
    StringBuilder bits = new StringBuilder();
    while (mine.size() < 5_000) {
      long drawn = random.nextLong();
      double value = Double.longBitsToDouble(mine.size() % 2 == 0 ? drawn : drawn & (-1L << 52));
      if (Double.isFinite(value)) {
        mine.add(EcmaNumber.format(value));
        bits.append(Long.toHexString(Double.doubleToLongBits(value))).append('\n');
      }
    }
    String script =
        """
        import struct, sys
        for line in sys.stdin:
            print(repr(struct.unpack(">d", bytes.fromhex(line.strip().zfill(16)))[0]))
        """;
    List<String> theirs =
        new String(Processes.run(List.of("python3", "-c", script), bits.toString()), UTF_8)
            .lines()
            .map(EcmaNumber::canonical)
            .toList();
    assertThat(mine).isEqualTo(theirs);
  }

  @Test
  void keysAreSortedByUtf16AndStringsEscapedAsInTheRfc() throws IOException {
    assertThat(
            canonical(
                """
                {"\\u20ac": "Euro", "\\r": "CR", "\\ufb33": "Dalet", "1": "One", "\\ud83d\\ude00": "S",
                 "\\u0080": "Control", "\\u00f6": "o",
                 "": ["\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/\\u007f\\u2028", null, []]}
                """))
        .isEqualTo(
            "{\"\":[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\u2028\",null,[]],"
                + "\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"o\","
                + "\"\u20ac\":\"Euro\",\"\ud83d\ude00\":\"S\",\"\ufb33\":\"Dalet\"}");
  }

  @Test
  void documentFormIsThatOfPython() throws IOException {
    StringBuilder json = new StringBuilder("{\"empty\": {\"o\": {}, \"l\": [], \"n\": [[], [{}]]}");
    Random random = new Random(4711);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 1 + random.nextInt(97)) {
      if (Character.getType(c) != Character.SURROGATE) {
        json.append(String.format(", \"%x\": [\"", c));
        for (char unit : Character.toChars(c)) {
          json.append(String.format("\\u%04x", (int) unit));
        }
        json.append("\"]");
      }
    }
    json.append(", \"w\": [true, false, null, 0, -1, 9007199254740991]}");
    String script =
        "import json,sys;sys.stdout.buffer.write((json.dumps(json.load(sys.stdin),"
            + "ensure_ascii=False,indent=2)+chr(10)).encode())";
    assertThat(JsonText.document(Documents.read(json.toString()).value(), Operation.unobserved()))
        .isEqualTo(Processes.run(List.of("python3", "-c", script), json.toString()));
  }

  private static String canonical(String json) throws IOException {
    return new String(JsonText.canonical(Documents.read(json).value()), UTF_8);
  }
}
