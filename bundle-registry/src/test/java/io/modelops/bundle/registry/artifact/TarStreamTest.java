package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.modelops.bundle.spi.Blob;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarStreamTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 100_000})
  void theLengthIsKnownBefore(int size) throws IOException {
    List<SourceFile> files =
        List.of(
            file("a", size, size),
            file("\u00e4", size, size),
            file("n".repeat(90) + "/" + "m".repeat(90), size, size));

    assertThat(new TarStream(files).readAllBytes())
        .hasSize(Math.toIntExact(TarStream.length(files)));
  }

  @Test
  void contentOfAnotherSizeThanAnnouncedIsRefused() {
    for (int wrong : new int[] {0, 9, 11, 1_000}) {
      List<SourceFile> files = List.of(file("a", 10, wrong), file("b", 10, 20 - wrong));

      assertThatIOException()
          .isThrownBy(() -> new TarStream(files).readAllBytes())
          .withMessage("a has not the size of 10 bytes");
    }
  }

  private static SourceFile file(String path, long announced, int size) {
    return new SourceFile(
        path, Sha256.of(new byte[0]), announced, Blob.of(new byte[Math.max(0, size)]));
  }
}
