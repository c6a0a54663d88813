package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.CredentialSource;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in and may not do what is asked is told so, and not to log in. */
class PermissionTest {
  private static final byte[] LAYER = bytes(10_000);

  private TestRegistry registry;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    client = new Client().with(CredentialSource.of(registry.host(), "ann", "s3cret"));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aNarrowTokenIsAMatterOfPermission() throws Exception {
    registry.requireToken();
    Fault fault = registry.on("POST", "/uploads/").answer(Reply.error(403, "DENIED", "pull only"));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("forbidden");
    assertThat(e).hasMessageContaining("pull only");
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error=\"insufficient_scope\"", "error=\"invalid_token\""})
  void whoMayOnlyReadIsNotToldToLogInWhenPushing(String error) throws Exception {
    registry.requirePassword("ann", "s3cret").requireToken();
    String challenge = "Bearer realm=\"" + registry.url() + "/token\"," + error;
    registry
        .on("POST", "/uploads/")
        .answer(
            Reply.error(401, "UNAUTHORIZED", "push is not allowed")
                .withHeader("WWW-Authenticate", challenge));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("forbidden");
    assertThat(e.status()).isEqualTo(401);
    assertThat(e).hasMessageContaining("given by the caller may not do this");
    assertThat(e.hint()).contains("the right to do this").doesNotContain("log in");
  }

  @Test
  void aPasswordThatWasTakenBeforeIsNotBlamed() throws Exception {
    registry.requirePassword("ann", "s3cret");
    registry
        .on("POST", "/uploads/")
        .answer(
            Reply.error(401, "DENIED", "pull only")
                .withHeader("WWW-Authenticate", "Basic realm=\"test\""));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("forbidden");
  }

  @Test
  void whoIsNotLoggedInIsToldToDoSoWhenPushing() throws Exception {
    registry.requireToken();
    client = new Client();
    String challenge = "Bearer realm=\"" + registry.url() + "/token\",error=\"insufficient_scope\"";
    registry
        .on("POST", "/uploads/")
        .answer(Reply.of(401).withHeader("WWW-Authenticate", challenge));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("unauthorized");
    assertThat(e.hint()).contains("docker login " + registry.host());
  }
}
