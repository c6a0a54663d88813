package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.Operation;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
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

  private void assertPushed() throws Exception {
    client.pushAll(registry, LAYER);
    assertThat(registry.manifest(REPOSITORY, "1.0")).contains(manifest(LAYER));
  }

  @Test
  void aPasswordIsSentOnceItIsAskedForAndThenWithEachRequest() throws Exception {
    registry.requirePassword("ann", "s3cret");

    assertPushed();
    List<RecordedRequest> requests = registry.requests();
    assertThat(requests.get(0).header("authorization")).isEmpty();
    assertThat(requests.subList(1, requests.size()))
        .allSatisfy(r -> assertThat(r.header("authorization")).startsWith("Basic "));
  }

  @Test
  void nothingIsLookedUpWhereNothingIsAskedFor() throws Exception {
    client = new Client().with(new Sources.Failing(new IOException("must not be asked")));

    assertPushed();
  }

  @Test
  void aWrongPasswordIsSentOnceAndItsSourceNamed() throws Exception {
    registry.requirePassword("ann", "other");

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("unauthorized");
    assertThat(e.status()).isEqualTo(401);
    assertThat(e)
        .hasMessageContaining("credentials from given by the caller were refused")
        .hasMessageNotContaining("s3cret");
    assertThat(e.hint()).contains("docker login " + registry.host());
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void withoutCredentialsTheErrorSaysWhoWasAsked() throws Exception {
    registry.requirePassword("ann", "s3cret");
    client = new Client().with(CredentialSource.of("elsewhere.example", "ann", "s3cret"));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("unauthorized");
    assertThat(e).hasMessageContaining("no credentials for " + registry.host());
    assertThat(e).hasMessageContaining("given:elsewhere.example");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aSourceThatFailsIsNamedAndNotChained() throws Exception {
    registry.requirePassword("ann", "s3cret");
    client = new Client().with(new Sources.Failing(new IOException("the keychain is locked")));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("credentials");
    assertThat(e).hasMessageContaining("failing: the keychain is locked").hasNoCause();
  }

  @Test
  void aTokenIsFetchedOnceForPullAndPushOfThisRepository() throws Exception {
    registry.requirePassword("ann", "s3cret").requireToken();

    assertPushed();
    assertThat(registry.tokensIssued()).isOne();
    RecordedRequest token =
        registry.requests().stream()
            .filter(r -> r.target().startsWith("/token"))
            .findFirst()
            .orElseThrow();
    assertThat(token.target())
        .isEqualTo("/token?service=test&scope=repository%3Alab%2Fseir%3Apull%2Cpush");
    assertThat(token.header("authorization")).startsWith("Basic ");
    assertThat(registry.requests().stream().filter(r -> r.line().contains("/v2/")).skip(1))
        .allSatisfy(r -> assertThat(r.header("authorization")).isEqualTo("Bearer token-1"));
  }

  @Test
  void whoOnlyReadsAsksForTheRightToReadOnly() throws Exception {
    registry.requireToken();
    registry.putBlob(Client.REPOSITORY, LAYER);
    try (HttpRepository transport = client.open(registry)) {
      assertThat(transport.resolve("1.0")).isEmpty();
      assertThat(Client.read(transport, descriptor(LAYER))).isEqualTo(LAYER);
      assertThat(scopes()).containsExactly("pull");

      assertThat(transport.exists(descriptor(LAYER))).isTrue();
      assertThat(transport.resolve("1.0")).isEmpty();
      assertThat(scopes()).containsExactly("pull", "pull%2Cpush");
    }
  }

  private List<String> scopes() {
    return registry.requests().stream()
        .filter(r -> r.target().startsWith("/token"))
        .map(r -> r.target().replaceFirst(".*%3A", ""))
        .toList();
  }

  @Test
  void aTokenForEverybodyNeedsNoCredentials() throws Exception {
    registry.requireToken();
    client = new Client();

    assertPushed();
    assertThat(registry.tokensIssued()).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aTokenThatExpiresAtAnyStepIsRenewed(int uses) throws Exception {
    registry.requirePassword("ann", "s3cret").requireToken(registry.url() + "/token", uses);

    assertPushed();
    assertThat(registry.tokensIssued()).isEqualTo((5 + uses - 1) / uses);
  }

  @Test
  void aTokenThatIsNeverAcceptedIsRenewedOnceOnly() throws Exception {
    registry.requirePassword("ann", "s3cret").requireToken(registry.url() + "/token", 0);

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("unauthorized");
    assertThat(registry.tokensIssued()).isOne();
    assertThat(registry.requests()).hasSize(3);
  }

  @Test
  void aRefusingTokenServerNamesTheCredential() throws Exception {
    registry.requirePassword("ann", "other").requireToken();

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("unauthorized");
    assertThat(e).hasMessageContaining("credentials from given by the caller were refused");
  }

  @Test
  void threadsThatAreRefusedTogetherShareOneNewToken() throws Exception {
    registry.requirePassword("ann", "s3cret").requireToken();
    List<byte[]> blobs = IntStream.range(0, 24).mapToObj(i -> bytes(1000 + i)).toList();
    try (HttpRepository transport = client.open(registry)) {
      transport.push(descriptor(LAYER), Blob.of(LAYER));
      registry.expireTokens();
      Operation.unobserved()
          .map(
              blobs,
              8,
              blob -> {
                transport.push(descriptor(blob), Blob.of(blob));
                return true;
              });
    }
    assertThat(registry.tokensIssued()).isEqualTo(2);
    assertThat(registry.blobs(REPOSITORY)).hasSize(25);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWrongPasswordIsSentOnceByAllThreadsTogether(boolean token) throws Exception {
    registry.requirePassword("ann", "other");
    if (token) {
      registry.requireToken();
    }
    List<byte[]> blobs = IntStream.range(0, 16).mapToObj(i -> bytes(1000 + i)).toList();
    try (HttpRepository transport = client.open(registry)) {
      for (int round = 0; round < 2; round++) {
        var e =
            refusal(
                () ->
                    Operation.unobserved()
                        .map(blobs, 8, blob -> transport.exists(descriptor(blob))));
        assertThat(e.code()).isEqualTo("unauthorized");
      }
    }
    assertThat(registry.requests())
        .filteredOn(r -> !r.header("authorization").isEmpty())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"token\":\"\"}",
        "{\"token\":42}",
        "{\"token\":null}",
        "<html>login</html>",
        "{\"token\":\"a\\r\\nX-Evil: 1\"}",
        "{\"token\":\"with space\"}",
        "{\"token\":\"one\",\"access_token\":\"two\"}",
        "{\"token\":\"one\",\"token\":\"two\"}",
        "{\"token\":\"one\"} trailing",
        "{\"refresh_token\":\"REFRESH-S3CRET\"}"
      })
  void anAnswerWithoutATokenFitForAHeaderIsNone(String body) throws Exception {
    registry.requireToken();
    Fault fault = registry.on("GET", "/token").answer(Reply.of(200).withBody(body));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("token");
    assertThat(e).hasNoCause().hasMessageNotContaining("S3CRET").hasMessageNotContaining("Evil");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void anEndlessTokenIsNotReadToItsEnd() throws Exception {
    registry.requireToken();
    String body = "{\"token\":\"" + "x".repeat(10 << 20) + "\"}";
    registry.on("GET", "/token").answer(Reply.of(200).withBody(body));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Negotiate",
        "Bearer",
        "Bearer realm=",
        "Bearer realm=\"http://unclosed",
        "Digest realm=\"x\", nonce=\"y\"",
        ",,, = \"\" ,",
        "Basic"
      })
  void aChallengeOfNoUseIsAnErrorAtOnce(String challenge) throws Exception {
    client = new Client();
    registry.on("*", "/").answer(Reply.of(401).withHeader("WWW-Authenticate", challenge));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isIn("unauthorized", "token");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void noChallengeAtAllIsAnErrorAtOnce() throws Exception {
    registry.on("*", "/").answer(Reply.of(401));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("unauthorized");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aChallengeOfInsaneLengthIsAnErrorAtOnce() throws Exception {
    String challenge = "Bearer realm=\"" + registry.url() + "/" + "x".repeat(1 << 20) + "\"";
    registry.on("*", "/").answer(Reply.of(401).withHeader("WWW-Authenticate", challenge));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("protocol");
    assertThat(registry.requests()).hasSize(1);
  }
}
