package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "ghcr.io, https://ghcr.io",
    "docker.io, https://registry-1.docker.io",
    "Registry.Example:443, https://registry.example",
    "registry.example:5000, https://registry.example:5000",
    "localhost, http://localhost",
    "localhost:5000, http://localhost:5000",
    "127.0.0.1:5000, http://127.0.0.1:5000",
    "127.3.2.1, http://127.3.2.1",
    "[::1]:5000, http://[::1]:5000",
    "[0:0:0:0:0:0:0:1], http://[0:0:0:0:0:0:0:1]",
    "LOCALHOST:5000, http://localhost:5000",
    "[::0001]:5000, http://[::0001]:5000",
    "[::ffff:127.0.0.1]:5000, http://[::ffff:127.0.0.1]:5000",
    "[::FFFF:7f00:1]:5000, http://[::ffff:7f00:1]:5000",
    "[::ffff:10.0.0.1]:5000, https://[::ffff:10.0.0.1]:5000",
    "[::2]:5000, https://[::2]:5000",
    "localhost.evil.example, https://localhost.evil.example",
    "127.0.0.1.evil.example, https://127.0.0.1.evil.example",
    "named.example, http://named.example",
    "named.example:81, http://named.example:81",
    "port.example:82, http://port.example:82",
    "port.example, https://port.example"
  })
  void onlyLoopbackAndNamedHostsAreReachedWithoutTls(String host, String origin) {
    assertThat(Origin.ofRegistry(host, Set.of("named.example", "port.example:82")))
        .hasToString(origin);
  }

  @Test
  void theUsualPortNeedNotBeNamed() {
    assertThat(Origin.of(URI.create("https://a.example/x")))
        .isEqualTo(Origin.of(URI.create("HTTPS://A.example:443/y?z")));
    assertThat(Origin.of(URI.create("http://a.example")))
        .isEqualTo(Origin.of(URI.create("http://a.example:80")))
        .isNotEqualTo(Origin.of(URI.create("https://a.example:80")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/x", "/relative", "file:/x", "http:///x", "https://u:p@a/x"})
  void whatIsNoPlainWebAddressHasNoOrigin(String uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> Origin.of(URI.create(uri)));
  }

  @Test
  void aPortBeyondTheLastIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Origin.ofRegistry("a.example:70000", Set.of()));
  }
}
