package io.modelops.bundle.manifest;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{'a':1}",
        "[1,]",
        "{\"a\":1,}",
        "[,1]",
        "nul",
        "True",
        "NaN",
        "-Infinity",
        "[Infinity]",
        "+1",
        "01",
        "-",
        ".5",
        "5.",
        "1e",
        "0x10",
        "// c\n1",
        "/* c */1",
        "1 # c",
        "[1] []",
        "{} x",
        "1 2",
        "\"a\nb\"",
        "\"\t\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"a",
        "\u00a01",
        "[1]\0",
        "\0",
        "]",
        "}",
        ",",
        ":"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> Documents.read(text))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("\n", "\0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"b\":2,\"a\":1}", "[{\"a\":1,\"\\u0061\":2}]"})
  void memberTwiceIsRefused(String text) {
    assertThatThrownBy(() -> Documents.read(text))
        .hasMessageContainingAll("member 'a' is there twice", "(line 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\\ud800\"", "\"x\\udc00y\"", "{\"\\udfff\":1}", "[\"\\ude00\\ud83d\"]"})
  void unpairedSurrogateIsRefused(String text) {
    assertThatThrownBy(() -> Documents.read(text)).hasMessageContaining("surrogate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"22fe22", "22c32822", "22c0af22", "22eda08022", "22f490808022", "22c3", "225b80"})
  void invalidUtf8IsRefused(String hex) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> Documents.read(bytes)).hasMessageContaining("not UTF-8 at byte ");
  }

  @Test
  void otherEncodingsAndByteOrderMarksAreRefused() {
    for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE, Charset.forName("UTF-32BE")}) {
      assertThatThrownBy(() -> Documents.read("{\"a\":1}".getBytes(charset)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> Documents.read("\ufeff{}".getBytes(charset)))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> Documents.read("\ufeff{}")).hasMessageContaining("byte order mark");
  }

  @ParameterizedTest
  @CsvSource({
    "1e400, too large", "-1e400, too large", "9007199254740993, more digits",
    "0.10000000000000000001, more digits", "1e-400, more digits",
        "4611686018427387904, more digits",
    "1e99999999999, ''"
  })
  void numberThatADoubleWouldChangeIsRefused(String number, String reason) {
    assertThatThrownBy(() -> Documents.read("[" + number + "]"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("number " + number, "RFC 8785", reason, "(line 1, column 2)");
  }

  @Test
  void numberOfAThousandDigitsAtMost() {
    assertThatThrownBy(() -> Documents.read("1".repeat(1_001))).isInstanceOf(IOException.class);
  }

  @Test
  void depthIsBounded() throws IOException {
    assertThat(Documents.read("[".repeat(64) + "]".repeat(64)).value())
        .isInstanceOf(Json.Items.class);
    for (int depth : new int[] {65, 1_001, 100_000, 10_000_000}) {
      assertThatThrownBy(() -> Documents.read("[".repeat(depth))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> Documents.read("{\"a\":".repeat(depth)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void sizeAndNumberOfValuesAreBounded() {
    byte[] large = new byte[JsonText.MAX_BYTES + 1];
    assertThatThrownBy(() -> Documents.read(large)).hasMessageContaining("larger than 67108864");
    byte[] many = ("[" + "0,".repeat(2_000_001) + "0]").getBytes(UTF_8);
    assertThatThrownBy(() -> Documents.read(many)).hasMessageContaining("more than 2000000");
  }

  @Test
  void placesAreInCodePointsFromOne() {
    assertThatThrownBy(() -> Documents.read("{\n  \"\ud83d\ude00\u00e9\": [1e999]}"))
        .hasMessageContaining("(line 2, column 10)");
    assertThatThrownBy(() -> Documents.read("[1,\n2,\n  x]"))
        .hasMessageContaining("(line 3, column 3)");
  }

  @Test
  void messagesEscapeWhatATerminalCouldMisread() {
    assertThatThrownBy(() -> Documents.read("{\"\\u001b[31m\":1,\"\\u001b[31m\":2}"))
        .hasMessageContaining("'\\u001b[31m'");
  }

  @Test
  void damagedDocumentNeverBringsAnythingButAnIoException() {
    Random random = new Random(20261124);
    byte[] valid = Documents.valid().getBytes(UTF_8);
    for (int run = 0; run < 20_000; run++) {
      byte[] damaged =
          java.util.Arrays.copyOf(
              valid, valid.length - random.nextInt(3) * random.nextInt(valid.length / 2));
      for (int edit = random.nextInt(4); edit >= 0; edit--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Documents.FORMAT.read(damaged);
        assertThat(new String(damaged, UTF_8).replaceAll("\\s", ""))
            .as("run %s", run)
            .isEqualTo(Documents.valid().replaceAll("\\s", ""));
      } catch (IOException expected) {
        assertThat(expected).hasMessageNotContainingAny("\n", "\0");
      }
    }
  }
}
