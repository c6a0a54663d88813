package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.Certificates;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registries under TLS with an authority of their own, reached under a name by way of a proxy. */
@Timeout(120)
class TlsTest {
  private static final String HOST = "registry.test";
  private static final byte[] LAYER = bytes(3 << 20);

  @TempDir private static Path keys;
  private static Certificates certificates;
  private static Network trusting;

  private final Client client = new Client();
  @TempDir private Path directory;

  @BeforeAll
  static void sign() throws Exception {
    certificates =
        new Certificates(keys)
            .sign("server", HOST, "-0d")
            .sign("other", "other.test", "-0d")
            .sign("old", HOST, "-30d")
            .sign("client", "client.test", "-0d");
    trusting =
        Network.system(
            Environment.of(Map.of("SSL_CERT_FILE", certificates.authority().toString()), null));
  }

  private RegistryException fails(int port, Network network) throws Exception {
    try (TunnelProxy proxy = new TunnelProxy(port, "200 OK");
        Network through = network.withProxies(proxy.selector());
        HttpRepository transport =
            client
                .with(RegistryOptions.defaults().withNetwork(through))
                .open(HOST + "/lab/seir:1.0")) {
      return refusal(() -> transport.exists(descriptor(LAYER)));
    }
  }

  /** What a client that trusts this one says of a server with that certificate. */
  private RegistryException fails(String certificate, Network network) throws Exception {
    try (ServerSocket server =
        certificates
            .context(certificate)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, socket -> socket.getInputStream().read());
      return fails(server.getLocalPort(), network);
    }
  }

  private interface Service {
    void on(Socket socket) throws IOException;
  }

  private static void serve(ServerSocket server, Service service) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  service.on(socket);
                } catch (IOException e) {
                  // the handshake failed, as it should, or the test is over
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void assertPushed(DockerRegistry registry, Network network) throws Exception {
    try (TunnelProxy proxy = new TunnelProxy(registry.port(), "200 OK");
        Network through = network.withProxies(proxy.selector());
        HttpRepository transport =
            client
                .with(RegistryOptions.defaults().withNetwork(through))
                .open(HOST + "/lab/seir:1.0")) {
      for (byte[] content : new byte[][] {LAYER, bytes(10), bytes(100_000)}) {
        assertThat(transport.exists(descriptor(content))).isFalse();
        transport.push(descriptor(content), Blob.of(content));
        assertThat(transport.exists(descriptor(content))).isTrue();
        assertThat(Client.read(transport, descriptor(content))).isEqualTo(content);
      }
      assertThat(proxy.heads()).hasSize(1);
      assertThat(proxy.heads().get(0)).startsWith("CONNECT registry.test:443 HTTP/1.1\r\n");
    }
  }

  @Test
  void registryUnderTlsOnLoopbackIsNotSpokenToInTheClearWithoutAWord() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, certificates, "server", false);
        HttpRepository transport = client.open("127.0.0.1:" + registry.port() + "/lab/seir:1.0")) {
      RegistryException e = refusal(() -> transport.resolve("1.0"));
      assertThat(e).hasMessageContaining("HTTP 400");
      assertThat(e.hint()).startsWith("if it speaks HTTPS").contains("otherwise than localhost");
    }
  }

  @Test
  void authorityOfTheEnvironmentIsTrusted() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, certificates, "server", false)) {
      assertPushed(registry, trusting);
    }
  }

  @Test
  void clientCertificateIsShownToTheRegistryThatAsksForIt() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, certificates, "server", true)) {
      assertPushed(registry, Network.direct().withSslContext(certificates.context("client")));

      var e = fails(registry.port(), trusting);
      assertThat(e.code()).isEqualTo("tls-client-certificate");
      assertThat(e.hint()).contains("Network.withSslContext").doesNotContain("plain");
      assertThat(e.retryable()).isFalse();
      assertThat(client.pauses).isEmpty();
    }
  }

  @Test
  void unknownAuthorityIsSaidSo() throws Exception {
    var e = fails("server", Network.direct());

    assertThat(e.code()).isEqualTo("tls-untrusted");
    assertThat(e).hasMessageContaining("no TLS connection to https://registry.test: ");
    assertThat(e.hint()).contains("Network.withSslContext").doesNotContain("plain");
    assertThat(client.pauses).isEmpty();
  }

  @Test
  void certificateForAnotherHostIsSaidSo() throws Exception {
    var e = fails("other", trusting);

    assertThat(e.code()).isEqualTo("tls-wrong-name");
    assertThat(e.hint()).doesNotContain("plain");
    assertThat(client.pauses).isEmpty();
  }

  @Test
  void certificateThatIsOutOfDateIsSaidSo() throws Exception {
    var e = fails("old", trusting);

    assertThat(e.code()).isEqualTo("tls-expired");
    assertThat(e.hint()).contains("clock").doesNotContain("plain");
    assertThat(client.pauses).isEmpty();
  }

  @Test
  void serverWithoutTlsIsSaidSo() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(
          server,
          socket -> {
            byte[] hello = socket.getInputStream().readNBytes(5);
            byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(answer, 0, hello.length == 5 ? answer.length : 0);
            socket.getInputStream().readAllBytes();
          });
      var e = fails(server.getLocalPort(), trusting);
      assertThat(e.code()).isEqualTo("not-tls");
      assertThat(e.hint()).contains("RegistryOptions.plainHttp");
      assertThat(client.pauses).isEmpty();
    }
  }

  @Test
  void handshakeThatIsCutIsTriedAgain() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(
          server,
          socket -> {
            connections.incrementAndGet();
            byte[] unused = socket.getInputStream().readNBytes(5);
          });
      var e = fails(server.getLocalPort(), trusting);
      assertThat(e.code()).isEqualTo("unreachable");
      assertThat(e.retryable()).isTrue();
      assertThat(connections).hasValue(6);
    }
  }
}
