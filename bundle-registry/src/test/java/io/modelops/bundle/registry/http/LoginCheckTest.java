package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry is asked before a login is kept. */
class LoginCheckTest {
  private static final String SECRET = "s3cret-canary";

  @TempDir Path home;
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private LoginResult login(String place, String username, String secret) {
    return Bundles.load()
        .withEnvironment(Environment.of(Map.of(), home))
        .login(place, new Credential(username, secret, ""), RegistryOptions.defaults());
  }

  private RegistryException refusal() {
    RegistryException e =
        catchThrowableOfType(RegistryException.class, () -> login(registry.host(), "ann", SECRET));
    assertThat(e).hasMessageNotContaining(SECRET);
    assertThat(home).isEmptyDirectory();
    return e;
  }

  @Test
  void passwordIsSentOnceAndOnlyWhenAskedFor() {
    registry.requirePassword("ann", SECRET);

    assertThat(login(registry.host(), "ann", SECRET).isChecked()).isTrue();
    assertThat(registry.requests())
        .extracting(RecordedRequest::target)
        .containsExactly("/v2/", "/v2/");
    assertThat(registry.requests().get(0).header("authorization")).isEmpty();
  }

  @Test
  void tokenIsAskedForNoRightAtAll() {
    registry.requirePassword("ann", SECRET).requireToken();

    login(registry.host() + "/lab", "ann", SECRET);

    assertThat(registry.requests())
        .extracting(RecordedRequest::target)
        .containsExactly("/v2/", "/token?service=test", "/v2/");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wrongPasswordIsSentOnceAndNotKept(boolean token) {
    registry.requirePassword("ann", "other");
    if (token) {
      registry.requireToken();
    }

    assertThat(refusal().errorCode()).isEqualTo(ErrorCode.LOGIN_REFUSED);
    assertThat(registry.requests())
        .filteredOn(request -> !request.header("authorization").isEmpty())
        .hasSize(1);
  }

  @Test
  void serverThatRepeatsTheSecretGetsItIntoNoMessage() {
    registry.requirePassword("ann", SECRET).requireToken();
    registry
        .on("GET", "/token")
        .answer(
            Reply.of(403)
                .withBody("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"" + SECRET + "\"}]}"));

    assertThat(refusal()).hasMessageContaining("DENIED ***); nothing was kept");
  }

  @Test
  void registryThatAsksForNothingChecksNothing() {
    assertThat(login(registry.host(), "ann", SECRET).isChecked()).isFalse();
  }

  @Test
  void serverThatIsNoRegistryIsNone() {
    registry.on("GET", "/v2/").answer(Reply.of(404));

    assertThat(refusal().errorCode()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "oci:dir, ann, x, not for a directory",
    "ghcr.io/lab:v1, ann, x, not for a tag",
    "ghcr, ann, x, no registry host",
    "ghcr.io/Lab, ann, x, not a repository name",
    "ghcr.io, a:b, x, a user name has no colon",
    "ghcr.io, ann, '', a password has 1 to"
  })
  void whatIsNoLoginIsNotSent(String place, String username, String secret, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> login(place, username, secret))
        .withMessageContaining(words);
  }
}
