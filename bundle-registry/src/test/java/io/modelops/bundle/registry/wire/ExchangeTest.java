package io.modelops.bundle.registry.wire;

import static io.modelops.bundle.registry.wire.ScriptedServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelops.bundle.value.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExchangeTest {
  private static final String OK = "HTTP/1.1 200 OK";
  private static final int LARGE = 64 << 20;

  private final Network network = Network.direct().withUserAgent("test/1.0");

  @AfterEach
  void close() {
    network.close();
  }

  private Exchange exchange(Request request) {
    return new Exchange(Pool.of(network), request, Duration.ofSeconds(10));
  }

  /** Sends a request, reads the answer to its end and returns its status and content. */
  private String ask(String method, ScriptedServer server) throws IOException {
    return ask(Request.of(method, server.uri()));
  }

  private String ask(Request request) throws IOException {
    try (Exchange exchange = exchange(request)) {
      Response response = exchange.call();
      byte[] content = response.body().readAllBytes();
      return response.status() + new String(content, StandardCharsets.ISO_8859_1);
    }
  }

  private static Body zeros(int size) {
    return Body.of(new byte[size]);
  }

  @Test
  void connectionServesTheNextExchange() throws IOException {
    try (ScriptedServer server = ScriptedServer.saying(OK, "Content-Length: 2", "", "ab")) {
      for (int i = 0; i < 5; i++) {
        assertThat(ask("GET", server)).isEqualTo("200ab");
      }
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void connectionWhoseAnswerWasNotReadEnds() throws Exception {
    try (ScriptedServer server = ScriptedServer.saying(OK, "Content-Length: 2", "", "ab")) {
      try (Exchange exchange = exchange(Request.of("GET", server.uri()))) {
        assertThat(exchange.call().body().read()).isEqualTo('a');
      }
      server.awaitEnd();
      assertThat(ask("GET", server)).isEqualTo("200ab");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void connectionThatTheServerWantsToCloseIsNotUsedAgain() throws Exception {
    String[] answer = {OK, "Connection: Close", "Content-Length: 0", "", ""};
    try (ScriptedServer server = ScriptedServer.saying(answer)) {
      assertThat(ask("GET", server)).isEqualTo("200");
      server.awaitEnd();
      assertThat(ask("GET", server)).isEqualTo("200");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void requestSaysWhatItHasToAndNoMore() throws IOException {
    try (ScriptedServer server = ScriptedServer.saying(OK, "Content-Length: 0", "", "")) {
      String host = server.uri().getAuthority();
      String common = " /a?b=c HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: test/1.0\r\n";
      assertThat(ask(Request.of("GET", server.uri()).with("Accept", "text/plain")))
          .isEqualTo("200");
      assertThat(ask("POST", server)).isEqualTo("200");
      assertThat(server.heads())
          .containsExactly(
              "GET" + common + "Accept: text/plain\r\n\r\n",
              "POST" + common + "Content-Length: 0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb: c", "ä", "\0"})
  void valueThatIsNoneOfAHeaderIsNotSent(String value) throws IOException {
    try (ScriptedServer server = ScriptedServer.saying(OK, "Content-Length: 0", "", "")) {
      assertThatThrownBy(() -> ask(Request.of("GET", server.uri()).with("Accept", value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(value);
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void connectionThatTheServerClosedMeanwhileIsNoticed() throws Exception {
    ScriptedServer.Script script =
        (nth, body, out) -> {
          assertThat(body.readNBytes(5)).hasSize(5);
          say(out, OK, "Content-Length: 0", "", "");
          return false;
        };
    try (ScriptedServer server = new ScriptedServer(script)) {
      Request put = Request.of("PUT", server.uri()).with(zeros(5));
      assertThat(ask(put)).isEqualTo("200");
      server.awaitEnd();
      assertThat(ask(put)).isEqualTo("200");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** Closes the connection instead of answering its second request. */
  private static ScriptedServer closingSecond() throws IOException {
    return new ScriptedServer(
        (nth, body, out) -> {
          if (nth == 2) {
            return false;
          }
          say(out, OK, "Content-Length: 0", "", "");
          return true;
        });
  }

  @Test
  void whoReadsAsksAgainOnceAKeptConnectionBreaks() throws IOException {
    try (ScriptedServer server = closingSecond()) {
      assertThat(ask("HEAD", server)).isEqualTo("200");
      assertThat(ask("HEAD", server)).isEqualTo("200");
      assertThat(server.heads()).hasSize(3);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void whoWritesDoesNotAskAgain() throws IOException {
    try (ScriptedServer server = closingSecond()) {
      assertThat(ask("POST", server)).isEqualTo("200");
      assertThatThrownBy(() -> ask("POST", server)).isInstanceOf(IOException.class);
      assertThat(server.heads()).hasSize(2);
    }
  }

  @Test
  void answerThatComesBeforeTheBodyWasSentIsRead() throws Exception {
    ScriptedServer.Script script =
        (nth, body, out) -> {
          say(out, "HTTP/1.1 401 Unauthorized", "Content-Length: 2", "", "no");
          long unused = body.transferTo(OutputStream.nullOutputStream());
          return false;
        };
    try (ScriptedServer server = new ScriptedServer(script)) {
      try (Exchange exchange = exchange(Request.of("PUT", server.uri()).with(zeros(LARGE)))) {
        Response response = exchange.call();

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body().readAllBytes()).hasSize(2);
        assertThat(exchange.sent()).isLessThan(LARGE);
      }
      server.awaitEnd();
    }
  }

  @Test
  void answerOfAServerThatHangsUpWithinTheBodyIsRead() throws Exception {
    ScriptedServer.Script script =
        (nth, body, out) -> {
          assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
          say(out, "HTTP/1.1 413 Too Large", "Connection: close", "", "");
          return false;
        };
    try (ScriptedServer server = new ScriptedServer(script)) {
      assertThat(ask(Request.of("PUT", server.uri()).with(zeros(LARGE)))).startsWith("413");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 1, 2",
        "Content-Length: +1",
        "Content-Length: -1",
        "Content-Length: 1e1",
        "Content-Length: ",
        "Content-Length: 9999999999999999999",
        "Transfer-Encoding: chunked\r\nContent-Length: 1",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Content-Length : 1",
        "Content-Length",
        ": 1",
        "A: b\r\n c",
        "A: b\u0000c",
        "A: b\rc",
        "A: b\nC: d"
      })
  void headThatCanBeReadInSeveralWaysIsRefused(String field) throws IOException {
    try (ScriptedServer server = ScriptedServer.saying(OK, field, "", "abc")) {
      assertThatThrownBy(() -> ask("GET", server)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void headWithoutBoundsIsRefused() throws IOException {
    String[] heads = {"A: " + "b".repeat(20_000), "A: b\r\n".repeat(100) + "A: b"};
    for (String fields : heads) {
      try (ScriptedServer server = ScriptedServer.saying(OK, fields, "Content-Length: 0", "", "")) {
        assertThatThrownBy(() -> ask("GET", server))
            .isInstanceOf(ProtocolException.class)
            .hasMessageContaining("more than");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"220 mail.lab ESMTP", "HTTP/2 200", "HTTP/1.1 20", "HTTP/1.1 200OK"})
  void otherProtocolsAreToldFromHttp(String line) throws IOException {
    try (ScriptedServer server = ScriptedServer.saying(line, "", "")) {
      assertThatThrownBy(() -> ask("GET", server)).isInstanceOf(NotHttpException.class);
    }
  }

  @Test
  void sameLengthSaidTwiceIsOneLength() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.saying(OK, "Content-Length: 2", "content-length: 2", "", "ab")) {
      assertThat(ask("GET", server)).isEqualTo("200ab");
    }
  }

  @Test
  void announcementsOfAnAnswerArePassedOver() throws IOException {
    String[] answer = {
      "HTTP/1.1 100 Continue",
      "",
      "HTTP/1.1 103 Early Hints",
      "Link: x",
      "",
      OK,
      "Content-Length: 2",
      "",
      "ab"
    };
    try (ScriptedServer server = ScriptedServer.saying(answer)) {
      assertThat(ask("GET", server)).isEqualTo("200ab");
    }
    try (ScriptedServer server = ScriptedServer.saying("HTTP/1.1 101 Switching", "", "")) {
      assertThatThrownBy(() -> ask("GET", server)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void chunksAreOneBodyAndTheConnectionIsGoodForAnother() throws IOException {
    String[] answer = {
      OK,
      "Transfer-Encoding: Chunked",
      "",
      "3;x=y",
      "abc",
      "0a",
      "0123456789",
      "0",
      "Trailer: z",
      "",
      ""
    };
    try (ScriptedServer server = ScriptedServer.saying(answer)) {
      assertThat(ask("GET", server)).isEqualTo("200abc0123456789");
      assertThat(ask("GET", server)).isEqualTo("200abc0123456789");
      assertThat(server.connections()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nabc\r\n0\r\n\r\n", "-3\r\nabc", "2\r\nabc\r\n0\r\n\r\n", "\r\n"})
  void chunksWithoutASensibleLengthAreRefused(String body) throws IOException {
    try (ScriptedServer server =
        ScriptedServer.saying(OK, "Transfer-Encoding: chunked", "", body)) {
      assertThatThrownBy(() -> ask("GET", server)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void answersWithoutABodyHaveNone() throws IOException {
    try (ScriptedServer server = ScriptedServer.saying(OK, "Content-Length: 99", "", "")) {
      assertThat(ask("HEAD", server)).isEqualTo("200");
      assertThat(ask("HEAD", server)).isEqualTo("200");
      assertThat(server.connections()).isOne();
    }
    try (ScriptedServer server = ScriptedServer.saying("HTTP/1.1 204 No Content", "", "")) {
      assertThat(ask("GET", server)).isEqualTo("204");
    }
  }

  @Test
  void closingTheExchangeOrTheNetworkEndsItAtOnce() throws Exception {
    Semaphore asked = new Semaphore(0);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedServer.Script silent =
        (nth, body, out) -> {
          asked.release();
          never.await();
          return false;
        };
    try (ScriptedServer server = new ScriptedServer(silent)) {
      Exchange first = exchange(Request.of("GET", server.uri()));
      Exchange second = exchange(Request.of("GET", server.uri()));
      Map<Exchange, Runnable> ends = new LinkedHashMap<>();
      ends.put(first, first::close);
      ends.put(second, network::close);
      for (Map.Entry<Exchange, Runnable> each : ends.entrySet()) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(catchThrowable(each.getKey()::call)));
        thread.start();
        asked.acquire();
        each.getValue().run();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(IOException.class);
      }
      never.countDown();
    }
  }

  @Test
  void closedNetworkLeavesNoConnection() throws Exception {
    try (ScriptedServer server = ScriptedServer.saying(OK, "Content-Length: 0", "", "")) {
      assertThat(ask("GET", server)).isEqualTo("200");
      network.close();
      server.awaitEnd();
      assertThatThrownBy(() -> ask("GET", server)).isInstanceOf(IllegalStateException.class);
    }
  }
}
