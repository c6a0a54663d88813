package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that end too early, never, or contradict themselves. */
@Timeout(120)
class BrokenAnswersTest {
  private static final byte[] LAYER = bytes(10_000);

  private final Client client = new Client();

  private byte[] read(String host) throws Exception {
    try (HttpRepository transport = client.open(host + "/" + REPOSITORY + ":1.0")) {
      return Client.read(transport, descriptor(LAYER));
    }
  }

  private RegistryException fails(RawServer server) {
    return refusal(() -> read(server.host()));
  }

  private static void head(OutputStream out, String... headers) throws IOException {
    String head = "HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /** Wrong the first time, and right from then on. */
  private static RawServer.Speech once(RawServer.Speech wrong) {
    return (out, nth) -> {
      if (nth == 1) {
        wrong.to(out, nth);
      } else {
        head(out, "Content-Length: 10000", "Connection: close");
        out.write(LAYER);
      }
    };
  }

  private static final RawServer.Speech SHORT =
      (out, nth) -> {
        head(out, "Content-Length: 10000");
        out.write(LAYER, 0, 9_999);
      };

  private static final RawServer.Speech SHORT_WITHOUT_LENGTH =
      (out, nth) -> {
        head(out, "Connection: close");
        out.write(LAYER, 0, 9_999);
      };

  private static final RawServer.Speech NO_LAST_CHUNK =
      (out, nth) -> {
        head(out, "Transfer-Encoding: chunked");
        out.write("2710\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(LAYER);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      };

  private static final RawServer.Speech NOTHING = (out, nth) -> {};

  private static final RawServer.Speech HALF_A_HEAD =
      (out, nth) -> out.write("HTTP/1.1 200 OK\r\nContent-".getBytes(StandardCharsets.US_ASCII));

  @Test
  void anAnswerThatEndsEarlyIsAskedForAgain() throws Exception {
    for (RawServer.Speech wrong :
        List.of(SHORT, SHORT_WITHOUT_LENGTH, NO_LAST_CHUNK, NOTHING, HALF_A_HEAD)) {
      try (RawServer server = new RawServer(once(wrong))) {
        assertThat(read(server.host())).isEqualTo(LAYER);
        assertThat(server.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void anAnswerThatAlwaysEndsEarlyIsAFailure() throws Exception {
    for (RawServer.Speech wrong : List.of(SHORT, NO_LAST_CHUNK, NOTHING)) {
      try (RawServer server = new RawServer(wrong)) {
        assertThat(fails(server).code()).isEqualTo("unreachable");
        assertThat(server.connections()).isEqualTo(6);
      }
    }
    try (RawServer server = new RawServer(SHORT_WITHOUT_LENGTH)) {
      var e = fails(server);
      assertThat(e.code()).isEqualTo("truncated");
      assertThat(e.retryable()).isTrue();
      assertThat(e).hasMessageContaining("9999 of 10000");
    }
  }

  @Test
  void contentWithoutALengthIsRead() throws Exception {
    RawServer.Speech untold =
        (out, nth) -> {
          head(out, "Connection: close");
          out.write(LAYER);
        };
    try (RawServer server = new RawServer(untold)) {
      assertThat(read(server.host())).isEqualTo(LAYER);
    }
  }

  @Test
  void contentWithoutEndIsCutOff() throws Exception {
    client.withStall(Duration.ofSeconds(2));
    RawServer.Speech endless =
        (out, nth) -> {
          head(out, "Connection: close");
          out.write(LAYER);
          out.write(0);
          out.flush();
          Thread.sleep(60_000); // one byte too many is enough
        };
    try (RawServer server = new RawServer(endless)) {
      var e = fails(server);
      assertThat(e.code()).isEqualTo("too-large");
      assertThat(e).hasMessageContaining("more than 10000 bytes");
      assertThat(server.connections()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 9999",
        "Content-Length: 10001",
        "Content-Length: -1",
        "Content-Length: 1e4",
        "Content-Length: 99999999999999999999",
        "Content-Length: 10000\r\nContent-Length: 9999"
      })
  void aLengthThatIsWrongIsRefused(String header) throws Exception {
    RawServer.Speech wrong =
        (out, nth) -> {
          head(out, header, "Connection: close");
          out.write(LAYER);
        };
    try (RawServer server = new RawServer(wrong)) {
      assertThat(fails(server).code()).isIn("protocol", "unreachable");
      assertThat(server.connections()).isPositive();
    }
  }

  @Test
  void aPieceInsteadOfTheWholeIsRefused() throws Exception {
    RawServer.Speech partial =
        (out, nth) -> {
          String[] head = {
            "HTTP/1.1 206 Partial Content",
            "Content-Range: bytes 0-9999/20000",
            "Content-Length: 10000"
          };
          out.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(LAYER);
        };
    try (RawServer server = new RawServer(partial)) {
      assertThat(fails(server).code()).isEqualTo("protocol");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5_000})
  void whoStopsInTheMiddleIsNotWaitedFor(int sent) throws Exception {
    client.withStall(Duration.ofMillis(300));
    RawServer.Speech stalling =
        (out, nth) -> {
          if (sent > 0) {
            head(out, "Content-Length: 10000");
            out.write(LAYER, 0, sent);
            out.flush();
          }
          Thread.sleep(60_000);
        };
    try (RawServer server = new RawServer(stalling)) {
      assertThat(fails(server).code()).isEqualTo("timeout");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void whoSendsAByteNowAndThenIsNotWaitedFor() throws Exception {
    client.withStall(Duration.ofMillis(400));
    AtomicInteger sent = new AtomicInteger();
    RawServer.Speech dripping =
        (out, nth) -> {
          head(out, "Content-Length: 10000");
          for (byte b : LAYER) {
            out.write(b);
            out.flush();
            sent.incrementAndGet();
            Thread.sleep(20);
          }
        };
    try (RawServer server = new RawServer(dripping)) {
      assertThat(fails(server)).hasMessageContaining("too little came");
      assertThat(sent).hasValueLessThan(LAYER.length);
    }
  }

  @Test
  void aHeadThatDripsIsNotWaitedFor() throws Exception {
    client.withStall(Duration.ofMillis(300));
    RawServer.Speech dripping =
        (out, nth) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(20);
          }
        };
    try (RawServer server = new RawServer(dripping)) {
      assertThat(fails(server).code()).isEqualTo("timeout");
    }
  }

  @Test
  void whoIsSlowerThanTheStallButGoesOnIsWaitedFor() throws Exception {
    client.withStall(Duration.ofMillis(800));
    RawServer.Speech slow =
        (out, nth) -> {
          head(out, "Content-Length: 10000");
          for (int i = 0; i < 10; i++) {
            out.write(LAYER, i * 1000, 1000);
            out.flush();
            Thread.sleep(150);
          }
        };
    try (RawServer server = new RawServer(slow)) {
      assertThat(read(server.host())).isEqualTo(LAYER);
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void theDeadlineEndsWhateverComes() throws Exception {
    client.with(RegistryOptions.defaults().withDeadline(Duration.ofMillis(500)));
    RawServer.Speech slow =
        (out, nth) -> {
          head(out, "Content-Length: 10000");
          for (int i = 0; i < 10; i++) {
            out.write(LAYER, i * 1000, 1000);
            out.flush();
            Thread.sleep(200);
          }
        };
    try (RawServer server = new RawServer(slow)) {
      assertThat(fails(server)).hasMessageContaining("deadline");
    }
  }

  /** A reset at each hundredth of the answer: the second attempt brings it whole. */
  @Test
  void aConnectionThatBreaksAtAnyByteIsTriedAgain() throws Exception {
    int cuts = 0;
    try (TestRegistry registry = TestRegistry.start()) {
      registry.putBlob(REPOSITORY, LAYER);
      for (int percent = 1; percent <= 100; percent++) {
        long after = Math.max(1, LAYER.length * percent / 100);
        try (CutProxy proxy = new CutProxy(registry.host(), CutProxy.Direction.TO_CLIENT, after)) {
          assertThat(read(proxy.host())).as("cut after %s bytes", after).isEqualTo(LAYER);
          cuts += proxy.cuts();
        }
      }
    }
    assertThat(cuts).isEqualTo(100);
  }
}
