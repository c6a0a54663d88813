package io.modelops.bundle.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundlePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "..",
        "a/../../x",
        "a/..",
        "a/./b",
        "./a",
        ".",
        "a//b",
        "a/",
        "",
        "/",
        "/etc/passwd",
        "//host/x",
        "C:\\x",
        "C:/x",
        "C:x",
        "z:",
        "a/C:\\x",
        "..\\..\\x",
        "\\x",
        "a\\b",
        "\\\\host\\share\\x",
        "\\\\?\\C:\\x",
        "\\\\.\\pipe\\x"
      })
  void pathThatLeadsElsewhereIsRefused(String path) {
    assertRefused(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b", "a\u0001", "a\r", "a\nb", "\u001b[31m", "a\u007f", "a\u0085", "\ud800",
            "a\udc00b",
        "a\u202eb", "\u2066a", "a\u200bb", "a\u200d", "\ufeffa", "a/\ufeff", "\u2028", "\u2029",
            "a\u00adb",
        "\udb40\udc01"
      })
  void invisibleCharacterIsRefusedAndShownEscaped(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundlePath.check(path))
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()).codePoints())
                    .noneMatch(c -> c < 32 || c == 0x7f || c == 0x202e || c == 0xfeff));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git",
        ".git/hooks/post-checkout",
        ".GIT",
        ".Git/x",
        "a/.git/config",
        "git~1",
        "GIT~2/x",
        ".git ",
        ".git.",
        ".g\u200cit",
        ".git::$INDEX_ALLOCATION",
        ".modelops-bundle/state.json",
        ".ModelOps-Bundle",
        "a/.modelops-bundle/x",
        "MODELO~1",
        "modelo~9/x",
        "manifest.json",
        "Manifest.JSON",
        "manifest.json/x"
      })
  void stateOfToolsIsRefused(String path) {
    assertRefused(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "con",
        "NUL.py",
        "COM1.txt",
        "lpt9",
        "aux",
        "prn.x.y",
        "CONIN$",
        "conout$.txt",
        "COM\u00b9",
        "LPT\u00b3.txt",
        "a/Nul/b",
        "com1 .txt",
        "a:b",
        "a<b",
        "a>b",
        "a\"b",
        "a|b",
        "a?b",
        "a*b",
        "a.",
        "a ",
        "a./b",
        "a /b",
        "a/...",
        " "
      })
  void nameThatWindowsCannotHoldIsRefused(String path) {
    assertRefused(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        ".a",
        "a.b.c",
        "..a",
        "a..b",
        ".gitignore",
        ".github/x",
        "x.git",
        "gitx~1",
        "com10",
        "console",
        "nulls.py",
        "com",
        "lpt",
        "\u00e9",
        "\u4e2d\u6587/\ud83d\ude00",
        "a b/ c",
        "a'b",
        "$a",
        "~a",
        "-a",
        "a/manifest.json",
        "manifest.json5",
        "#",
        "@",
        "[x]",
        "{y}",
        "100%",
        "a,b;c=d+e!",
        "\uff5e",
        ".modelops-bundles",
        ".modelopsignore"
      })
  void ordinaryNameIsAccepted(String path) {
    assertThat(BundlePath.check(path)).isSameAs(path);
  }

  @Test
  void decomposedNameIsRefused() {
    assertRefused("e\u0301");
    assertRefused("a/\u1100\u1161");
    assertRefused("\u212a");
    assertThat(BundlePath.check("\u00e9")).isEqualTo("\u00e9");
  }

  @Test
  void lengthIsBoundedInBytes() {
    assertThat(BundlePath.check("a".repeat(255))).hasSize(255);
    assertRefused("a".repeat(256));
    assertRefused("\u00e9".repeat(128));
    assertThat(BundlePath.check("abcdefg/".repeat(127) + "12345678")).hasSize(1024);
    assertRefused("abcdefg/".repeat(128) + "1");
    assertRefused("a/".repeat(500_000) + "a");
  }

  static Stream<List<String>> collisions() {
    return Stream.of(
        List.of("Model.py", "model.py"),
        List.of("a/Model.py", "a/mOdel.py"),
        List.of("\u00c9", "\u00e9"),
        List.of("stra\u00dfe", "STRASSE"),
        List.of("\u1e9e", "\u00df"),
        List.of("\u1e9e", "ss"),
        List.of("\u0130x", "i\u0307x"),
        List.of("\u0131", "i"),
        List.of("\u03a3", "\u03c2"),
        List.of("\u03c3", "\u03c2"),
        List.of("\ufb01", "fi"),
        List.of("\ud801\udc00", "\ud801\udc28"),
        List.of("a", "a/b"),
        List.of("a/b/c", "a"),
        List.of("A", "a/b"),
        List.of("a", "x", "A/b/c"),
        List.of("a/b", "A/c"),
        List.of("x/a/b", "x/A/c"),
        List.of("same", "same"));
  }

  @ParameterizedTest
  @MethodSource("collisions")
  void pathsThatAreOneOnSomeSystemsAreRefused(List<String> paths) {
    assertThatIllegalArgumentException().isThrownBy(() -> BundlePath.checkAll(paths));
    List<String> reversed = new ArrayList<>(paths);
    java.util.Collections.reverse(reversed);
    assertThatIllegalArgumentException().isThrownBy(() -> BundlePath.checkAll(reversed));
  }

  @Test
  void pathsThatAreDistinctEverywhereAreAccepted() {
    List<String> paths =
        List.of("a/b", "a/c", "ab", "a.b", "b/a", "b/A2", "\u00e9", "e", "a/d/e", "a/d/f");
    assertThatCode(() -> BundlePath.checkAll(paths)).doesNotThrowAnyException();
  }

  @Test
  void orderIsThatOfUtf8Bytes() {
    Random random = new Random(20261);
    for (int run = 0; run < 20_000; run++) {
      String a = anyText(random, 4);
      String b = random.nextInt(4) == 0 ? a + anyText(random, 2) : anyText(random, 4);
      int expected =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(BundlePath.ORDER.compare(a, b)))
          .as("%s %s", a, b)
          .isEqualTo(Integer.signum(expected));
    }
  }

  /**
   * Whatever is accepted lies strictly inside, reads back as it is, and no two accepted collide.
   */
  @Test
  void acceptedPathsResolveStrictlyInside() {
    Random random = new Random(66);
    Path root = Path.of("/srv/project");
    int accepted = 0;
    for (int run = 0; run < 200_000; run++) {
      String path = anyPath(random);
      if (accepts(path)) {
        accepted++;
        Path resolved = root.resolve(path);
        assertThat(resolved.normalize()).isEqualTo(resolved);
        assertThat(resolved.startsWith(root) && !resolved.equals(root)).as(path).isTrue();
        assertThat(root.relativize(resolved)).hasToString(path);
        assertThat(path)
            .doesNotContain("\\", ":")
            .isEqualTo(Normalizer.normalize(path, Normalizer.Form.NFC));
      }
    }
    assertThat(accepted).isBetween(10_000, 190_000);
  }

  private static boolean accepts(String path) {
    try {
      return BundlePath.check(path).equals(path);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String anyPath(Random random) {
    String[] parts = {
      "a",
      "B",
      "..",
      ".",
      "/",
      "/",
      "/",
      "\\",
      ":",
      " ",
      ".git",
      "CON",
      "~1",
      "\u00e9",
      "e\u0301",
      "\u0000",
      "\u202e",
      "\ud83d\ude00",
      "C:",
      "x.py",
      "-",
      "models",
      "\u0130",
      "\ud800"
    };
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      path.append(parts[random.nextInt(parts.length)]);
    }
    return path.toString();
  }

  private static String anyText(Random random, int most) {
    int[] points = {
      'a', 'b', '/', '.', 0xe9, 0x7ff, 0xd7ff, 0xe000, 0xff5e, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static void assertRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundlePath.check(path))
        .withMessageStartingWith("path '");
    assertThatIllegalArgumentException().isThrownBy(() -> BundlePath.checkAll(List.of("ok", path)));
  }
}
