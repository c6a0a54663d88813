package io.modelops.bundle.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.RegistryOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenCredentialTest {
  private static final List<CredentialSource> SOURCES =
      List.of(
          CredentialSource.of("h.example", "host", "x"),
          new Elsewhere(),
          CredentialSource.of("h.example/orga/x", "orga-x", "x"),
          CredentialSource.of("h.example/orga", "orga", "x"));

  /** As a transport asks: the first source that knows something. */
  private static Optional<String> find(String host, String repository) throws Exception {
    var settings =
        new RegistryTransport.Settings(
            Environment.none(), SOURCES, RegistryOptions.defaults(), Operation.unobserved());
    for (CredentialSource source : settings.credentials()) {
      Optional<Credential> found = source.find(host, repository, Environment.none());
      if (found.isPresent()) {
        return found.map(Credential::username);
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @CsvSource({
    "orga/x, orga-x",
    "orga/x/y, orga-x",
    "orga/xy, orga",
    "orga, orga",
    "orgab, host",
    "orgb/x, host"
  })
  void theMostSpecificPlaceThatCoversTheRepositoryCounts(String repository, String username)
      throws Exception {
    assertThat(find("h.example", repository)).contains(username);
  }

  @Test
  void anotherHostGetsNothing() throws Exception {
    assertThat(find("h.example:5000", "orga/x")).isEmpty();
    assertThat(find("evil-h.example", "orga/x")).isEmpty();
    assertThat(find("h.example.evil", "orga/x")).isEmpty();
  }

  @Test
  void otherSourcesKeepTheirPlace() {
    var settings =
        new RegistryTransport.Settings(
            Environment.none(), SOURCES, RegistryOptions.defaults(), Operation.unobserved());

    assertThat(settings.credentials())
        .extracting(Provider::id)
        .containsExactly(
            "given:h.example/orga/x", "elsewhere", "given:h.example/orga", "given:h.example");
  }

  private record Elsewhere() implements CredentialSource {
    @Override
    public String id() {
      return "elsewhere";
    }

    @Override
    public Optional<Credential> find(String host, String repository, Environment environment) {
      return Optional.empty();
    }
  }
}
