package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealmTest {
  @ParameterizedTest
  @CsvSource({
    "registry.example, https://auth.example/token",
    "registry.example, https://auth.example:8443/token?x=y",
    "registry.example, https://registry.example/token",
    "registry.example, HTTPS://Registry.Example/token",
    "named.example, http://named.example:81/token",
    "named.example, https://auth.example/token",
    "10.1.2.3:5000, https://10.1.2.3/token",
    "127.0.0.1:5000, http://127.0.0.1:5001/token",
    "127.0.0.1:5000, https://auth.example/token"
  })
  void aTokenServerOfTheRegistryOrOnAPublicHostIsUsual(String host, String realm) {
    assertThat(Realm.of(realm, registry(host))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example, http://registry.example/token",
    "registry.example, http://auth.example/token",
    "named.example, http://auth.example/token",
    "10.1.2.3:5000, https://10.1.2.4/token",
    "10.1.2.3:5000, http://10.1.2.3/token",
    "127.0.0.1:5000, http://auth.example/token",
    "127.0.0.1:5000, http://127.0.0.2:5000/token"
  })
  void aSecretIsNotSentInTheClearNorToANeighbour(String host, String realm) {
    assertThat(Realm.of(realm, registry(host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/token",
        "https://10.0.0.1/token",
        "https://192.168.1.1/token",
        "https://169.254.169.254/latest/meta-data",
        "https://93.184.215.14/token",
        "https://[::1]/token",
        "https://[fd00::1]/token",
        "https://[::ffff:127.0.0.1]/token",
        "https://2130706433/token",
        "https://0x7f000001/token",
        "https://0X7F000001/token",
        "https://0x7f.1/token",
        "https://0177.0.0.1/token",
        "https://127.1/token",
        "https://127.0.0.1./token",
        "https://0/token",
        "https://localhost/token",
        "https://localhost./token",
        "https://x.localhost/token",
        "https://x.localhost./token",
        "https://[0:0:0:0:0:ffff:a9fe:a9fe]/token",
        "https://１２７.0.0.1/token",
        "https://ann:b@auth.example/token",
        "https://auth.example/token#x",
        "file:///etc/passwd",
        "//auth.example/token",
        "https:///token",
        "",
        "not a URI"
      })
  void aPublicRegistryHasNoTokenServerInHere(String realm) {
    assertThat(Realm.of(realm, registry("registry.example"))).isEmpty();
  }

  private static Origin registry(String host) {
    return Origin.ofRegistry(host, Set.of("named.example"));
  }
}
