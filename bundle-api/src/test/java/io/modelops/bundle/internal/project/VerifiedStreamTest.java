package io.modelops.bundle.internal.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedStreamTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "some text"})
  void expectedContentIsPassedOn(String content) throws IOException {
    assertThat(stream(content, content).readAllBytes()).asString(UTF_8).isEqualTo(content);
    VerifiedStream byOne = stream(content, content);
    for (byte b : content.getBytes(UTF_8)) {
      assertThat(byOne.read()).isEqualTo(b);
    }
    assertThat(byOne.read()).isEqualTo(-1);
    assertThat(byOne.read()).isEqualTo(-1);
    VerifiedStream skipped = stream(content, content);
    assertThat(skipped.skip(Long.MAX_VALUE)).isEqualTo(content.length());
    assertThat(skipped.skip(-1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "some tex", "some text!", "some tExt"})
  void otherContentNeverEnds(String content) {
    VerifiedStream stream = stream(content, "some text");
    assertChanged(stream);
    assertChanged(stream);
    VerifiedStream skipped = stream(content, "some text");
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> skipped.skip(Long.MAX_VALUE));
  }

  @Test
  void longerContentFailsAtTheFirstByteTooMuch() throws IOException {
    VerifiedStream stream = stream("some text and more", "some text");
    assertThat(stream.readNBytes(9)).hasSize(9);
    assertThatExceptionOfType(ManifestException.class).isThrownBy(stream::read);
  }

  private static void assertChanged(VerifiedStream stream) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(stream::readAllBytes)
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("file-changed");
              assertThat(e.file()).isEqualTo("data.csv");
            });
  }

  private static VerifiedStream stream(String content, String expected) {
    byte[] bytes = expected.getBytes(UTF_8);
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    hasher.update(ByteBuffer.wrap(bytes));
    Digest digest = new Digest("sha256", HexFormat.of().formatHex(hasher.digest()));
    return new VerifiedStream(
        "data.csv",
        new ByteArrayInputStream(content.getBytes(UTF_8)),
        new FileEntry(digest, bytes.length),
        HashAlgorithm.SHA_256.newHasher());
  }
}
