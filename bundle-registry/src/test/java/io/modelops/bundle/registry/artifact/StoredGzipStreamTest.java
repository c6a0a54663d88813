package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredGzipStreamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 512, 65_534, 65_535, 65_536, 131_070, 131_071, 200_000})
  void theJdkReadsTheContentBack(int length) throws IOException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);

    byte[] packed = new StoredGzipStream(new ByteArrayInputStream(content), length).readAllBytes();

    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .isEqualTo(content);
    assertThat(packed).hasSize(10 + length + 5 * ((length + 65_534) / 65_535) + 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 131_070})
  void contentOfAnotherLengthIsRefused(int length) {
    for (int wrong : new int[] {length - 1, length + 1}) {
      assertThatIOException()
          .isThrownBy(
              () ->
                  new StoredGzipStream(new ByteArrayInputStream(new byte[wrong]), length)
                      .readAllBytes());
    }
  }

  @Test
  void singleBytesAreReadLikeArrays() throws IOException {
    byte[] content = {1, -1, 0};
    StoredGzipStream stream = new StoredGzipStream(new ByteArrayInputStream(content), 3);
    byte[] expected = new StoredGzipStream(new ByteArrayInputStream(content), 3).readAllBytes();

    for (byte b : expected) {
      assertThat(stream.read()).isEqualTo(b & 0xff);
    }
    assertThat(stream.read()).isEqualTo(-1);
  }
}
