package io.modelops.bundle.discovery.python;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies of real files as they are while someone types in the middle of them. */
class HalfTypedSourceTest {

  private static final int LARGEST = 60_000;

  private static List<byte[]> sources;

  @BeforeAll
  static void read() throws IOException, InterruptedException {
    sources = new ArrayList<>();
    for (Path file : CPython.standardLibrary()) {
      byte[] source = Files.readAllBytes(file);
      if (source.length < LARGEST && !Outline.of(parse(source)).classes().isEmpty()) {
        sources.add(source);
      }
    }
  }

  private static SourceStructure parse(byte[] source) {
    return PythonParser.parse(source, () -> {});
  }

  /** Shares of the classes and of the functions that are still found. */
  private record Found(double classes, double functions) {}

  /** Changes one line inside a function of every file. */
  private static Found after(BiFunction<String, Random, String> edit) {
    Random random = new Random(7);
    int[] wanted = new int[2];
    int[] found = new int[2];
    for (byte[] source : sources) {
      List<String> lines = new ArrayList<>(new String(source, ISO_8859_1).lines().toList());
      int line = lineToEdit(lines, random);
      lines.set(line, edit.apply(lines.get(line), random));
      Outline before = Outline.of(parse(source));
      Outline after = Outline.of(parse((String.join("\n", lines) + "\n").getBytes(ISO_8859_1)));
      count(before.classes(), after.classes(), wanted, found, 0);
      count(before.functions(), after.functions(), wanted, found, 1);
    }
    return new Found(1.0 * found[0] / wanted[0], 1.0 * found[1] / wanted[1]);
  }

  private static void count(
      List<String> before, List<String> after, int[] wanted, int[] found, int at) {
    List<String> left = new ArrayList<>(after);
    wanted[at] += before.size();
    found[at] += (int) before.stream().filter(left::remove).count();
  }

  /** An indented line of code; not a comment, a header or a decorator. */
  private static int lineToEdit(List<String> lines, Random random) {
    for (int attempt = 0; attempt < 10_000; attempt++) {
      int line = random.nextInt(lines.size());
      String text = lines.get(line);
      if (text.matches(" {4,}(self\\.|return |if |x = |for |[a-z_.]+ = |[a-z_.]+\\().*")) {
        return line;
      }
    }
    return lines.size() - 1;
  }

  private static String cut(String line, Random random) {
    int start = line.length() - line.stripLeading().length();
    return line.substring(0, start + random.nextInt(line.length() - start));
  }

  @Test
  void aLineCutInTheMiddle() {
    Found found = after(HalfTypedSourceTest::cut);
    assertThat(found.classes()).isGreaterThan(0.97);
    assertThat(found.functions()).isGreaterThan(0.97);
  }

  @Test
  void aBracketThatIsNotClosed() {
    Found found = after((line, random) -> cut(line, random) + "f(a, [b");
    assertThat(found.classes()).isGreaterThan(0.97);
    assertThat(found.functions()).isGreaterThan(0.97);
  }

  @Test
  void aStringThatIsNotClosed() {
    Found found =
        after((line, random) -> cut(line, random) + (random.nextBoolean() ? " 'a" : " f\"{a"));
    assertThat(found.classes()).isGreaterThan(0.97);
    assertThat(found.functions()).isGreaterThan(0.97);
  }

  @Test
  void aHeaderThatIsNotFinished() {
    String[] headers = {
      "class X", "def f(self", "if x", "for a in", "class Y(", "else", "@a", "import "
    };
    Found found =
        after(
            (line, random) ->
                cut(line, random).replaceAll("\\S.*", "")
                    + "    "
                    + headers[random.nextInt(headers.length)]);
    assertThat(found.classes()).isGreaterThan(0.97);
    assertThat(found.functions()).isGreaterThan(0.97);
  }

  @Test
  void aLineIndentedByMistake() {
    Found found = after((line, random) -> (random.nextBoolean() ? "  " : " ") + line);
    assertThat(found.classes()).isGreaterThan(0.97);
    assertThat(found.functions()).isGreaterThan(0.97);
  }

  @Test
  void anySequenceOfChangesIsReadToItsEnd() {
    Random random = new Random(11);
    String alphabet = "()[]{}'\"\\\n\r\t :;=@#fr,.*\0\u00ff$class def import ";
    for (byte[] source : sources) {
      StringBuilder text = new StringBuilder(new String(source, ISO_8859_1));
      for (int change = 0; change < 6; change++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
          case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
        }
        assertThat(parse(text.toString().getBytes(ISO_8859_1)).body()).isNotNull();
      }
      byte[] truncated = text.substring(0, random.nextInt(text.length())).getBytes(ISO_8859_1);
      assertThat(parse(truncated).body()).isNotNull();
    }
  }
}
