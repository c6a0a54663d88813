package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.Certificates;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.Squid;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.RegistryOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way through a proxy, squid where that is installed. */
@Timeout(120)
class ProxyTest {
  private static final byte[] LAYER = bytes(2 << 20);
  private static final String SECRET = "p@ss:word/1";
  private static final String LOGIN = "ann:p%40ss%3Aword%2F1@";

  private final Client client = new Client();
  @TempDir private Path directory;

  private static Network network(String proxy, String... more) {
    return Network.system(
        Environment.of(
            Map.of(
                "HTTP_PROXY", "http://" + proxy,
                "HTTPS_PROXY", "http://" + proxy,
                "SSL_CERT_FILE", String.join("", more)),
            null));
  }

  private HttpRepository open(Network network, String host) {
    RegistryOptions options = RegistryOptions.defaults().withNetwork(network);
    return client
        .with(options.withPlainHttp("plain.test", "registry.test"))
        .open(host + "/lab/seir:1.0");
  }

  private RegistryException fails(Network network, String host) {
    try (network;
        HttpRepository transport = open(network, host)) {
      RegistryException e = refusal(() -> transport.exists(descriptor(LAYER)));
      assertThat(e.toString() + e.hint()).doesNotContain(SECRET).doesNotContain(LOGIN);
      return e;
    }
  }

  private static void push(HttpRepository transport) throws Exception {
    assertThat(transport.exists(descriptor(LAYER))).isFalse();
    transport.push(descriptor(LAYER), Blob.of(LAYER));
    assertThat(Client.read(transport, descriptor(LAYER))).isEqualTo(LAYER);
  }

  @Test
  void plainRegistryIsReachedThroughSquid() throws Exception {
    try (Squid squid = Squid.start(directory, "ann", SECRET);
        TestRegistry registry = TestRegistry.start();
        Network network = network(LOGIN + squid.host());
        HttpRepository transport =
            open(network, "registry.test:" + registry.host().replaceFirst(".*:", ""))) {
      push(transport);

      assertThat(registry.requests())
          .hasSizeGreaterThanOrEqualTo(4)
          .allSatisfy(
              request -> {
                assertThat(request.header("via")).contains("squid.test");
                assertThat(request.header("host")).startsWith("registry.test:");
                assertThat(request.headers()).doesNotContainKey("proxy-authorization");
              });
    }
  }

  @Test
  void registryUnderTlsIsReachedThroughATunnelOfSquid() throws Exception {
    Path keys = Files.createDirectory(directory.resolve("keys"));
    Certificates certificates = new Certificates(keys).sign("server", "registry.test", "-0d");
    Path storage = Files.createDirectory(directory.resolve("registry"));
    try (Squid squid = Squid.start(directory, "ann", SECRET);
        DockerRegistry registry = DockerRegistry.start(storage, certificates, "server", false);
        Network network = network(LOGIN + squid.host(), certificates.authority().toString());
        HttpRepository transport =
            client
                .with(RegistryOptions.defaults().withNetwork(network))
                .open("registry.test:" + registry.port() + "/lab/seir:1.0")) {
      push(transport);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.test", "registry.lab"})
  void squidThatWantsALoginIsNamed(String host) throws Exception {
    try (Squid squid = Squid.start(directory, "ann", SECRET)) {
      var none = fails(network(squid.host()), host);
      assertThat(none.code()).isEqualTo("proxy");
      assertThat(none)
          .hasMessageEndingWith("the proxy " + squid.host() + " wants a user name and a password");

      var wrong = fails(network("ann:" + "wrong@" + squid.host()), host);
      assertThat(wrong)
          .hasMessageEndingWith(
              "the proxy "
                  + squid.host()
                  + " refused the user name and password that it was given");
      assertThat(client.pauses).isEmpty();
    }
  }

  @Test
  void squidThatOpensNoTunnelIsNamed() throws Exception {
    try (Squid squid = Squid.start(directory, "ann", SECRET)) {
      var e = fails(network(LOGIN + squid.host()), "forbidden.test");
      assertThat(e.code()).isEqualTo("proxy");
      assertThat(e).hasMessageEndingWith("the proxy " + squid.host() + " answered 403");
      assertThat(client.pauses).isEmpty();
    }
  }

  @Test
  void proxyThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var e = fails(network("127.0.0.1:" + port), "registry.lab");
    assertThat(e.code()).isEqualTo("proxy-unavailable");
    assertThat(e)
        .hasMessageEndingWith(
            "no connection to the proxy 127.0.0.1:" + port + ": nothing answers there");
    assertThat(e.retryable()).isTrue();
    assertThat(client.pauses).hasSize(5);
  }

  @Test
  void selectorOfTheCallerMaySendLoopbackThroughAProxy() throws Exception {
    try (TestRegistry registry = TestRegistry.start();
        TunnelProxy proxy = new TunnelProxy(1, "407 Proxy Authentication Required");
        Network network = Network.direct().withProxies(proxy.selector());
        HttpRepository transport = open(network, registry.host())) {
      var e = refusal(() -> transport.exists(descriptor(LAYER)));
      assertThat(e).hasMessageContaining("the proxy " + proxy.host() + " wants a user name");
      assertThat(proxy.heads()).singleElement().asString().startsWith("HEAD http://127.0.0.1:");
      assertThat(registry.requests()).isEmpty();
    }
  }

  @Test
  void registryThatPlaysTheProxyIsNotLetBy() throws Exception {
    try (TestRegistry registry = TestRegistry.start();
        Network network = Network.direct();
        HttpRepository transport = open(network, registry.host())) {
      registry
          .on("*", "/")
          .answer(Reply.of(407).withHeader("Proxy-Authenticate", "Basic realm=\"x\""));

      var e = refusal(() -> transport.exists(descriptor(LAYER)));
      assertThat(e.code()).isEqualTo("refused");
      assertThat(e.status()).isEqualTo(407);
    }
  }
}
