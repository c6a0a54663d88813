package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
  private static final long MILLIS = 60_000;

  private static Keys typing(String text) {
    return new Keys(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /** As xterm, the Linux console, rxvt and VT220 send them; with a modifier, too. */
  @ParameterizedTest
  @CsvSource({
    "[A, UP",
    "OA, UP",
    "[1;5A, UP",
    "[B, DOWN",
    "OB, DOWN",
    "[5~, PAGE_UP",
    "[6~, PAGE_DOWN",
    "[H, HOME",
    "OH, HOME",
    "[1~, HOME",
    "[7~, HOME",
    "[F, END",
    "OF, END",
    "[4~, END",
    "[8~, END",
    "[3~, UNKNOWN",
    "[200~, UNKNOWN",
    "[Z, UNKNOWN"
  })
  void sequencesAreKeys(String sequence, String key) throws ReflectiveOperationException {
    Keys keys = typing("\u001b" + sequence + "x");
    assertThat(keys.next(MILLIS)).isEqualTo(Keys.class.getDeclaredField(key).getInt(null));
    assertThat(keys.next(MILLIS)).isEqualTo('x');
  }

  @Test
  void charactersAreThoseOfTheEncoding() {
    Keys keys = typing("é\r\u0003");
    assertThat(keys.next(MILLIS)).isEqualTo('é');
    assertThat(keys.next(MILLIS)).isEqualTo('\r');
    assertThat(keys.next(MILLIS)).isEqualTo(Keys.INTERRUPT);
  }

  @Test
  void endOfTheTerminalIsNoKey() {
    Keys keys = typing("");
    assertThat(keys.next(MILLIS)).isEqualTo(Keys.GONE);
  }

  @Test
  void escapeAloneIsAKey() {
    assertThat(typing("\u001b").next(MILLIS)).isEqualTo(Keys.ESCAPE);
  }

  @Test
  void nothingTypedInTimeIsNone() {
    Keys keys = new Keys(new PipedInputStream(), StandardCharsets.UTF_8);
    assertThat(keys.next(0))
        .isIn(Keys.NONE, Keys.GONE); // an unconnected pipe fails when it is read
  }

  @Test
  void interruptEndsTheWait() {
    Keys keys = typing("");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> keys.next(MILLIS)).isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
