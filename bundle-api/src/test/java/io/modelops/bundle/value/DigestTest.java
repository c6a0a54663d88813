package io.modelops.bundle.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @Test
  void digestsAreReadAndWritten() {
    for (String text : new String[] {"sha256:" + HEX, "sha512:" + HEX + HEX}) {
      assertThat(Digest.parse(text)).hasToString(text).isEqualTo(Digest.parse(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "sha256",
        "sha256:",
        "md5:00",
        "sha1:0123456789012345678901234567890123456789",
        "sha256:../../x",
        "SHA256:",
        "sha256:\u0661",
        "sha256:a\n"
      })
  void whatIsNoDigestIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Digest.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void lengthAndCaseMatter() {
    for (String text :
        new String[] {
          "sha256:" + HEX + "0",
          "sha256:" + HEX.substring(1),
          "sha256:" + HEX.replace('a', 'A'),
          "SHA256:" + HEX,
          "md5:" + HEX,
          HEX,
          "sha512:" + HEX,
          "sha256:" + HEX + "\n",
          "sha256: " + HEX
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
    }
  }
}
