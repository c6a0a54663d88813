package io.modelops.bundle.registry.tar;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipStreamTest {
  private static final int BLOCK = DeflateBlocks.MAX_BLOCK;
  private static final int FRAME = 10 + 8;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 512, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 200_000})
  void theJdkReadsContentOfAnyLengthBack(int length) throws IOException {
    for (int values : new int[] {1, 2, 16, 256}) {
      byte[] content = random(length, values);

      assertThat(unpacked(packed(content))).as("of %d values", values).isEqualTo(content);
    }
  }

  @Test
  void theJdkReadsBackWhatIsPutTogetherAtRandom() throws IOException {
    for (int seed = 0; seed < 500; seed++) {
      byte[] content = mixture(new Random(seed));

      assertThat(unpacked(packed(content))).as("seed %d", seed).isEqualTo(content);
    }
  }

  @Test
  void gzipReadsBackWhatIsPutTogetherAtRandom(@TempDir Path directory) throws IOException {
    Programs.require("gzip");
    for (int seed = 0; seed < 10; seed++) {
      byte[] content = mixture(new Random(seed));
      Path file = directory.resolve("f" + seed);
      Files.write(directory.resolve("f" + seed + ".gz"), packed(content));

      Programs.run("gzip", "-d", file + ".gz");

      assertThat(file).hasBinaryContent(content);
    }
  }

  @ParameterizedTest
  @CsvSource({"400, true", "32767, true", "32768, true", "32769, false", "65535, false"})
  void aRepetitionIsFoundAsFarBackAsDeflateReaches(int distance, boolean found) throws IOException {
    byte[] piece = random(300, 128);
    byte[] once = Arrays.copyOf(piece, distance);
    byte[] content = Arrays.copyOf(once, distance + piece.length);
    System.arraycopy(piece, 0, content, distance, piece.length);

    int more = packed(content).length - packed(once).length;

    assertThat(unpacked(packed(content))).isEqualTo(content);
    assertThat(more < 20).isEqualTo(found);
  }

  @Test
  void textTakesAtMostHalfMoreThanWithZlib() throws IOException {
    StringBuilder source = new StringBuilder();
    Random random = new Random(3);
    for (int i = 0; i < 4_000; i++) {
      source.append("    rate_").append(random.nextInt(200)).append(" = self.parameters(");
      source.append(random.nextInt(100_000)).append(")\n");
    }
    byte[] text = source.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(zlib)) {
      gzip.write(text);
    }

    assertThat(packed(text).length).isLessThan(zlib.size() * 3 / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, BLOCK, 1 << 20})
  void noiseIsStoredWithFiveBytesABlock(int length) throws IOException {
    int blocks = length / BLOCK + 1;

    assertThat(packed(random(length, 256))).hasSizeLessThanOrEqualTo(FRAME + length + 5 * blocks);
  }

  @Test
  void singleBytesAreReadLikeArrays() throws IOException {
    byte[] content = {1, -1, 0};
    InputStream stream = new GzipStream(new ByteArrayInputStream(content));

    for (byte b : packed(content)) {
      assertThat(stream.read()).isEqualTo(b & 0xff);
    }
    assertThat(stream.read()).isEqualTo(-1);
  }

  /** Noise, runs, text and repetitions of what came before, of lengths around every limit. */
  private static byte[] mixture(Random random) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (random.nextInt(12) > 0) {
      int length = random.nextInt(random.nextInt(8) == 0 ? 70_000 : 300);
      if (random.nextInt(3) == 0) {
        byte[] before = content.toByteArray();
        int from = before.length - random.nextInt(Math.min(before.length, 33_000) + 1);
        content.writeBytes(
            Arrays.copyOfRange(before, from, Math.min(before.length, from + length)));
      } else {
        byte[] piece = random(length, 1 << random.nextInt(9));
        content.writeBytes(piece);
      }
    }
    return content.toByteArray();
  }

  private static byte[] random(int length, int values) {
    Random random = new Random(31L * length + values);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(values);
    }
    return bytes;
  }

  private static byte[] packed(byte[] content) throws IOException {
    return new GzipStream(new ByteArrayInputStream(content)).readAllBytes();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
