package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionTest {
  private static final byte[] LAYER = bytes(1000);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Client client = new Client();

  @Test
  void nobodyAtThePortIsSaidSo() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (HttpRepository transport = client.open("127.0.0.1:" + port + "/a/b:1")) {
      var e = refusal(() -> transport.exists(descriptor(LAYER)));
      assertThat(e.code()).isEqualTo("unreachable");
      assertThat(e.retryable()).isTrue();
      assertThat(e)
          .hasMessageEndingWith(
              "no connection to http://127.0.0.1:" + port + ": nothing answers there");
      assertThat(client.pauses).hasSize(5);
    }
  }

  @Test
  void aServerOfAnotherProtocolIsNoRegistry() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answerAll(socket, "220 mail.example ESMTP\r\n"));
      thread.setDaemon(true);
      thread.start();
      String host = "127.0.0.1:" + socket.getLocalPort();
      try (HttpRepository transport = client.open(host + "/a/b:1")) {
        var e = refusal(() -> transport.exists(descriptor(LAYER)));
        assertThat(e.code()).isEqualTo("not-http");
        assertThat(e.hint()).contains("do not allow plain HTTP");
      }
    }
  }

  private static void answerAll(ServerSocket socket, String text) {
    while (!socket.isClosed()) {
      try (Socket accepted = socket.accept()) {
        accepted.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        accepted.getInputStream().readNBytes(1);
      } catch (java.io.IOException e) {
        // the test is over, or the client hung up
      }
    }
  }

  @Test
  void tlsAndNamesThatFailAreToldApart() {
    Origin origin = Origin.ofRegistry("registry.example", Set.of());
    Failures failures = new Failures("registry.example/a:b", origin);

    Refused handshake = failures.unreachable("push", new SSLHandshakeException("PKIX path"));
    assertThat(handshake.error().code()).isEqualTo("tls");
    assertThat(handshake.again()).isFalse();
    Refused plain =
        failures.unreachable("push", new SSLException("Unsupported or unrecognized SSL message"));
    assertThat(plain.error().code()).isEqualTo("not-tls");
    assertThat(plain.error().hint()).contains("RegistryOptions.plainHttp");
    assertThat(failures.unreachable("push", new SSLException("Connection reset")).again()).isTrue();
  }

  @Test
  void anUnknownHostNameIsSaidSo() {
    try (HttpRepository transport = client.open("registry.invalid/a/b:1")) {
      var e = refusal(() -> transport.exists(descriptor(LAYER)));
      assertThat(e.code()).isEqualTo("unreachable");
      assertThat(e)
          .hasMessageEndingWith("no connection to https://registry.invalid: no such host name");
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (TestRegistry registry = TestRegistry.start();
        HttpRepository transport = client.open(registry)) {
      for (int i = 0; i < 20; i++) {
        byte[] blob = bytes(100 + i);
        assertThat(transport.exists(descriptor(blob))).isFalse();
        transport.push(descriptor(blob), Blob.of(blob));
      }
      Set<Integer> ports =
          registry.requests().stream()
              .map(RecordedRequest::clientPort)
              .collect(java.util.stream.Collectors.toSet());
      assertThat(registry.requests()).hasSize(60);
      assertThat(ports).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void noThreadIsLeftAfterClose() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (TestRegistry registry = TestRegistry.start()) {
      try (HttpRepository transport = client.open(registry)) {
        List<byte[]> blobs = IntStream.range(0, 20).mapToObj(i -> bytes(1000 + i)).toList();
        List<Boolean> unused =
            Operation.unobserved()
                .map(
                    blobs,
                    8,
                    blob -> {
                      transport.push(descriptor(blob), Blob.of(blob));
                      return true;
                    });
        assertThat(ours(before)).isNotEmpty();
      }
      awaitNone(before);
    }
  }

  @Test
  void noThreadIsLeftAfterARequestThatWasGivenUp() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (TestRegistry registry = TestRegistry.start()) {
      Fault fault = registry.on("HEAD", "/blobs/").hold();
      try (HttpRepository transport = client.with(() -> fault.fired() > 0).open(registry)) {
        assertThatThrownBy(() -> transport.exists(descriptor(LAYER)))
            .isInstanceOf(CancellationException.class);
      }
      awaitNone(before);
      fault.release();
    }
  }

  private static void awaitNone(Set<Thread> before) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    for (List<Thread> left = ours(before); !left.isEmpty(); left = ours(before)) {
      assertThat(System.nanoTime()).as("left: %s", left).isLessThan(end);
      left.get(0).join(100);
    }
  }

  private static List<Thread> ours(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> thread.getName().startsWith("modelops-bundle"))
        .toList();
  }

  @Test
  void aClosedTransportSaysSo() throws Exception {
    try (TestRegistry registry = TestRegistry.start()) {
      HttpRepository transport = client.open(registry);
      transport.close();
      transport.close();
      assertThatIllegalStateException().isThrownBy(() -> transport.exists(descriptor(LAYER)));
    }
  }
}
