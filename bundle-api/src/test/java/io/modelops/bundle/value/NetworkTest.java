package io.modelops.bundle.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.modelops.bundle.error.ConfigurationException;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static Network system(Map<String, String> variables) {
    return Network.system(Environment.of(variables, null));
  }

  /** The proxy for an address, as {@code host:port}; empty if it is reached straight. */
  private static String proxy(Network network, String uri) {
    Proxy proxy = network.proxies().select(URI.create(uri)).get(0);
    return proxy.address() instanceof InetSocketAddress at
        ? at.getHostString() + ":" + at.getPort()
        : "";
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://proxy.lab:3128, https://ghcr.io/v2/, proxy.lab:3128",
    "https_proxy, http://proxy.lab:3128, https://ghcr.io/v2/, proxy.lab:3128",
    "HTTP_PROXY, http://proxy.lab:3128, http://registry.lab/v2/, proxy.lab:3128",
    "http_proxy, proxy.lab, http://registry.lab/v2/, proxy.lab:80",
    "HTTPS_PROXY, 'http://[fd00::1]:8080/', https://ghcr.io/v2/, '[fd00::1]:8080'",
    "HTTP_PROXY, http://proxy.lab:3128, https://ghcr.io/v2/, ''",
    "HTTPS_PROXY, http://proxy.lab:3128, http://registry.lab/v2/, ''",
    "HTTPS_PROXY, http://proxy.lab:3128, https://localhost:5000/v2/, ''",
    "HTTPS_PROXY, http://proxy.lab:3128, https://127.0.0.1/v2/, ''",
    "HTTPS_PROXY, http://proxy.lab:3128, 'https://[::1]:5000/v2/', ''"
  })
  void proxiesOfTheEnvironmentAreUsed(String variable, String value, String uri, String proxy) {
    assertThat(proxy(system(Map.of(variable, value)), uri)).isEqualTo(proxy);
  }

  @Test
  void directNetworkKnowsNoProxy() {
    assertThat(proxy(Network.direct(), "https://ghcr.io/v2/")).isEmpty();
  }

  @Test
  void headerOfACgiRequestIsNoProxy() {
    Map<String, String> variables = Map.of("HTTP_PROXY", "evil.lab:1", "REQUEST_METHOD", "GET");
    assertThat(proxy(system(variables), "http://registry.lab/")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*, registry.lab, true",
    "lab, registry.lab, true",
    "registry.lab, registry.lab, true",
    "Registry.LAB, registry.lab, true",
    "registry.lab, REGISTRY.lab, true",
    "registry.lab, a.registry.lab, true",
    "registry.lab, myregistry.lab, false",
    ".registry.lab, a.registry.lab, true",
    ".registry.lab, registry.lab, false",
    "*.registry.lab, a.registry.lab, true",
    "registry.lab:5000, registry.lab:5000, true",
    "registry.lab:5000, registry.lab:5001, false",
    "registry.lab:443, registry.lab, true",
    "'a.lab, registry.lab', registry.lab, true",
    "'a.lab registry.lab', registry.lab, true",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.1.2.3:5000, 10.1.2.3:5000, true",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.0.0.0/8, ten.lab, false",
    "0.0.0.0/0, 10.1.2.3, true",
    "10.0.0.0/33, 10.1.2.3, false",
    "10.0.0.0/x, 10.1.2.3, false",
    "fd00::/8, '[fd12::1]', true",
    "fd00::/8, '[fe80::1]', false",
    "fd12::1, '[fd12:0:0::1]', true",
    "'[fd12::1]:5000', '[fd12::1]:5000', true",
    "'[fd12::1]:5000', '[fd12::1]', false",
    "lab, 10.1.2.3, false",
    "',,', registry.lab, false"
  })
  void exceptionsFromTheProxyAreReachedStraight(String noProxy, String host, boolean straight) {
    for (String name : new String[] {"NO_PROXY", "no_proxy"}) {
      Network network = system(Map.of("HTTPS_PROXY", "http://proxy.lab:3128", name, noProxy));
      assertThat(proxy(network, "https://" + host + "/v2/").isEmpty()).isEqualTo(straight);
    }
  }

  @Test
  void loginOfAProxyIsTakenFromItsAddress() {
    Network network = system(Map.of("HTTPS_PROXY", "http://ann:a%40b+c@proxy.lab:3128"));
    Credential credential = network.proxyCredential("proxy.lab", 3128).orElseThrow();

    assertThat(credential.username()).isEqualTo("ann");
    assertThat(credential.secret()).isEqualTo("a@b+c");
    assertThat(network.proxyCredential("proxy.lab", 80)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://proxy.lab:1080", "http://", "http://ann:s3cret@ proxy", "://"})
  void addressOfNoHttpProxyIsRefusedWithoutRepeatingIt(String address) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> system(Map.of("HTTPS_PROXY", address)))
        .withMessageStartingWith("HTTPS_PROXY: ")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void authoritiesThatCannotBeReadAreRefusedWhenTheyAreNeeded() {
    Network network = system(Map.of("SSL_CERT_FILE", "/nowhere/ca.pem"));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(network::sslContext)
        .withMessageContaining("/nowhere/ca.pem");
  }

  @Test
  void argumentsThatMakeNoSenseAreRefused() {
    Network network = Network.direct();
    assertThatIllegalArgumentException().isThrownBy(() -> network.withRetries(-1));
    for (String name : new String[] {"", " ", "a\r\nb", "ä"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> network.withUserAgent(name));
    }
  }

  private record Counted(AtomicInteger closed) implements Closeable {
    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void whatANetworkKeepsIsMadeOnceAndClosedWithIt() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Network network = Network.direct();
    for (int i = 0; i < 3; i++) {
      Counted kept =
          network.resource(
              Counted.class,
              () -> {
                made.incrementAndGet();
                return new Counted(closed);
              });
      assertThat(kept.closed()).hasValue(0);
    }
    network.close();
    network.close();

    assertThat(made).hasValue(1);
    assertThat(closed).hasValue(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> network.resource(Counted.class, () -> new Counted(closed)));
  }

  @Test
  void copyKeepsItsOwn() {
    AtomicInteger closed = new AtomicInteger();
    Network network = Network.direct();
    Counted kept = network.resource(Counted.class, () -> new Counted(closed));

    try (Network copy = network.withRetries(1)) {
      assertThat(copy.resource(Counted.class, () -> new Counted(closed))).isNotSameAs(kept);
    }
    assertThat(closed).hasValue(1);
    assertThat(network.resource(Counted.class, () -> new Counted(closed))).isSameAs(kept);
  }
}
