package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.registry.wire.Request;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamedAnswerTest {
  private static final byte[] CONTENT = bytes(3 << 20);
  private static final int OFFSET = 1_000_003;

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Wire wire =
      new Wire(
          null,
          new Operation(cancelled::get, ProgressListener.NONE, null),
          new Limits(
              Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ZERO, 0, Limits.Pause.ASLEEP),
          new Secrets());
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    registry.putBlob(REPOSITORY, CONTENT);
  }

  @AfterEach
  void stop() {
    wire.close();
    registry.close();
  }

  private Answer get(String host) throws IOException {
    String path = "/v2/" + REPOSITORY + "/blobs/" + descriptor(CONTENT).digest();
    Request request =
        Request.of("GET", URI.create("http://" + host + path))
            .with("Range", "bytes=" + OFFSET + "-");
    return wire.send(request, Deadline.after(Duration.ofMinutes(1)), Wire.STREAMED);
  }

  @Test
  void partOfABlobIsReadPieceByPiece() throws IOException {
    byte[] rest = Arrays.copyOfRange(CONTENT, OFFSET, CONTENT.length);
    registry.on("GET", "/blobs/").change(r -> r.withStatus(206).withBody(rest));
    for (int i = 0; i < 2; i++) {
      Answer answer = get(registry.host());
      try (InputStream content = answer.content()) {
        assertThat(answer.status()).isEqualTo(206);
        assertThat(content.readAllBytes()).isEqualTo(rest);
        assertThat(content.read()).isNegative();
      }
    }
    assertThat(registry.requests())
        .extracting(request -> request.header("range"))
        .containsOnly("bytes=" + OFFSET + "-");
    assertThat(registry.requests())
        .extracting(RecordedRequest::clientPort)
        .as("one connection")
        .containsOnly(registry.requests().get(0).clientPort());
  }

  @Test
  void streamThatIsClosedEarlyTakesItsConnectionAlong() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (InputStream content = get(registry.host()).content()) {
        assertThat(content.read()).isEqualTo(CONTENT[OFFSET] & 0xFF);
      }
    }
    assertThat(registry.requests())
        .extracting(RecordedRequest::clientPort)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void answerThatIsNotGoodIsNoStream() throws IOException {
    registry.on("GET", "/blobs/").answer(Reply.error(404, "BLOB_UNKNOWN", "gone"));

    Answer answer = get(registry.host());

    assertThat(new String(answer.body().bytes(), StandardCharsets.UTF_8)).contains("BLOB_UNKNOWN");
    assertThat(answer.content().readAllBytes()).isEqualTo(answer.body().bytes());
  }

  private static RawServer.Speech half(boolean waits) {
    return (out, nth) -> {
      String head = "HTTP/1.1 200 OK\r\nContent-Length: " + CONTENT.length + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(CONTENT, 0, OFFSET);
      out.flush();
      if (waits) {
        Thread.sleep(60_000); // until the client hangs up
      }
    };
  }

  @Test
  void streamThatIsCutFails() throws IOException {
    try (RawServer server = new RawServer(half(false));
        InputStream content = get(server.host()).content()) {
      assertThatThrownBy(content::readAllBytes)
          .isInstanceOf(NoAnswer.class)
          .hasMessageContaining("closed within the answer");
    }
  }

  @Test
  void streamThatStallsFails() throws IOException {
    try (RawServer server = new RawServer(half(true));
        InputStream content = get(server.host()).content()) {
      assertThat(content.readNBytes(OFFSET)).hasSize(OFFSET);
      assertThatThrownBy(content::read)
          .hasCauseInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("nothing moved");
    }
  }

  @Test
  void cancellationEndsAStream() throws IOException {
    try (RawServer server = new RawServer(half(true));
        InputStream content = get(server.host()).content()) {
      assertThat(content.readNBytes(OFFSET)).hasSize(OFFSET);
      cancelled.set(true);
      assertThatThrownBy(content::read).isInstanceOf(CancellationException.class);
    }
  }
}
