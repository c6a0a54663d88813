package io.modelops.bundle.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials that are found beside those that skopeo sends, for every form of the files. */
class SkopeoTest {
  private static Skopeo skopeo;

  @TempDir private Path home;

  @BeforeAll
  static void start() throws IOException {
    skopeo = Skopeo.start();
  }

  @AfterAll
  static void stop() {
    if (skopeo != null) {
      skopeo.close();
    }
  }

  static Stream<CredentialCase> cases() {
    return Sweeps.rows(CredentialCases.all().toList(), 4);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sameLoginAsSkopeo(CredentialCase given) throws Exception {
    Environment environment = given.write(home);
    SoftAssertions both = new SoftAssertions();

    both.assertThat(login(given, environment)).as("%s, here", given).isEqualTo(given.login());
    both.assertThat(skopeo.login(given.repository(), environment))
        .as("%s, skopeo", given)
        .isEqualTo(given.skopeoLogin());
    both.assertAll();
  }

  private String login(CredentialCase given, Environment environment) {
    int slash = given.repository().indexOf('/');
    String host = given.repository().substring(0, slash);
    String repository = given.repository().substring(slash + 1);
    try {
      Optional<Credential> found =
          new DockerConfigCredentials().find(host, repository, environment);
      return found.map(SkopeoTest::login).orElse(CredentialCase.NONE);
    } catch (IOException e) {
      assertThat(e.getMessage()).containsAnyOf(home.toString(), "docker-credential-x");
      return CredentialCase.ERROR;
    }
  }

  private static String login(Credential found) {
    return found.username().isEmpty()
        ? "token " + found.secret()
        : found.username() + ":" + found.secret();
  }
}
