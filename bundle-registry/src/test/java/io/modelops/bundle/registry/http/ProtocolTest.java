package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
  private static final byte[] LAYER = bytes(10_000);
  private static final String UPLOADS = "/blobs/uploads/";
  private static final String WRONG = "sha256:" + "0".repeat(64);

  private final Client client = new Client();
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, refused",
    "403, forbidden",
    "404, not-found",
    "405, unsupported",
    "413, too-large",
    "415, unsupported",
    "501, unsupported",
    "451, refused",
    "505, refused"
  })
  void aFinalAnswerIsNotTriedAgain(int status, String code) throws Exception {
    Fault fault = registry.on("POST", UPLOADS).answer(Reply.error(status, "DENIED", "no"));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.status()).isEqualTo(status);
    assertThat(e.registryCode()).isEqualTo("DENIED");
    assertThat(e).hasMessageContaining("10000 bytes").hasMessageContaining("DENIED no");
    assertThat(e.retryable()).isFalse();
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /blobs/",
    "POST, /blobs/uploads/",
    "PUT, /blobs/uploads/",
    "PUT, /manifests/",
    "*, /manifests/"
  })
  void aCaptivePortalIsNotTakenForARegistry(String method, String path) throws Exception {
    Fault fault = registry.on(method, path).answer(Reply.captivePortal());

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code())
        .isIn("protocol", "digest-mismatch");
    assertThat(fault.fired()).isPositive();
  }

  @Test
  void aCaptivePortalForEverythingIsAFailureFromTheFirstRequest() throws Exception {
    Fault fault = registry.on("*", "/").answer(Reply.captivePortal());

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("protocol");
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /blobs/uploads/, 200",
    "POST, /blobs/uploads/, 201",
    "POST, /blobs/uploads/, 204",
    "PUT, /blobs/uploads/, 200",
    "PUT, /blobs/uploads/, 202",
    "PUT, /blobs/uploads/, 204",
    "PUT, /manifests/, 200",
    "PUT, /manifests/, 202",
    "HEAD, /blobs/, 204",
    "HEAD, /manifests/, 204"
  })
  void anotherSuccessThanTheRightOneIsNone(String method, String path, int status)
      throws Exception {
    Fault fault = registry.on(method, path).answer(Reply.of(status));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("protocol");
    assertThat(e.status()).isEqualTo(status);
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"HEAD, /blobs/", "PUT, /blobs/uploads/", "PUT, /manifests/", "HEAD, /manifests/"})
  void aWrongDigestIsAFailure(String method, String path) throws Exception {
    registry.putBlob("other", LAYER);
    Fault fault =
        registry
            .on(method, path)
            .change(
                r ->
                    r.withStatus(r.status() == 404 ? 200 : r.status())
                        .withHeader("Docker-Content-Digest", WRONG));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("digest-mismatch");
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "nonsense", "SHA256:00"})
  void aMalformedDigestIsAWrongOne(String digest) throws Exception {
    registry.on("PUT", UPLOADS).change(r -> r.withHeader("Docker-Content-Digest", digest));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("digest-mismatch");
  }

  @Test
  void aRegistryNeedNotNameDigests() throws Exception {
    Fault fault = registry.on("*", "/").change(r -> r.withHeader("Docker-Content-Digest"));

    client.pushAll(registry, LAYER);
    assertThat(fault.fired()).isPositive();
    assertThat(registry.manifest(REPOSITORY, "1.0")).contains(manifest(LAYER));
    assertThat(registry.count("GET", "/manifests/1.0")).isOne();
    assertThat(registry.count("HEAD", "/blobs/")).isEqualTo(2);
  }

  @Test
  void withoutDigestsOtherContentUnderTheTagIsFound() throws Exception {
    Fault head =
        registry.on("HEAD", "/manifests/").change(r -> r.withHeader("Docker-Content-Digest"));
    Fault get =
        registry
            .on("GET", "/manifests/")
            .change(r -> r.withHeader("Docker-Content-Digest").withBody("{}"));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("digest-mismatch");
    assertThat(head.fired() + get.fired()).isPositive();
  }

  @Test
  void aRegistryThatAcceptsABlobAndForgetsItIsFoundOut() throws Exception {
    Fault fault = registry.on("PUT", UPLOADS).answer(Reply.of(201).withHeader("Location", "/v2/x"));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("protocol");
    assertThat(e).hasMessageContaining("does not have it");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aBlobOfAnotherSizeIsNotTheBlob() throws Exception {
    registry.putBlob(REPOSITORY, LAYER);
    registry.on("HEAD", "/blobs/").change(r -> r.withHeader("Content-Length", "9999"));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("protocol");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsOfContentAreNotFollowed(int status) throws Exception {
    try (TestRegistry other = TestRegistry.start("127.0.0.2")) {
      for (String method : new String[] {"POST", "PUT"}) {
        Fault fault =
            registry
                .on(method, "/blobs/")
                .nth(1)
                .answer(Reply.of(status).withHeader("Location", other.url() + "/v2/x"));
        var e = refusal(() -> client.pushAll(registry, bytes(method.length())));
        assertThat(e.code()).isEqualTo("redirect");
        assertThat(e.status()).isEqualTo(status);
        assertThat(fault.fired()).isOne();
      }
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void whatARegistrySaysIsCutAndMadeHarmless() throws Exception {
    String message = "\\u001b[2J\\n\\u202e" + "x".repeat(5000);
    registry.on("POST", UPLOADS).answer(Reply.error(403, "DENIED", message));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.getMessage()).contains("\\u001b[2J\\u000a\\u202e").doesNotContain("\u001b", "\n");
    assertThat(e.getMessage()).hasSizeLessThan(700);
  }

  @Test
  void anEndlessErrorPageIsNotReadToItsEnd() throws Exception {
    Fault fault = registry.on("POST", UPLOADS).answer(Reply.of(403).withBody(new byte[64 << 20]));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("forbidden");
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>nginx</html>",
        "{\"errors\":",
        "{\"errors\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{\"errors\":[null]}",
        "[]",
        "null",
        "{\"errors\":{\"code\":\"A\"}}",
        "{\"errors\":[{\"code\":1,\"message\":[]}]}"
      })
  void anErrorPageOfAnyKindIsARefusal(String body) throws Exception {
    registry.on("POST", UPLOADS).answer(Reply.of(403).withBody(body));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("forbidden");
    assertThat(e.registryCode()).isEmpty();
  }

  @Test
  void anotherManifestUnderTheTagAtTheEndIsToldToTheLoser() throws Exception {
    byte[] other = bytes(5);
    registry.putBlob(REPOSITORY, other);
    byte[] theirs = manifest(other);
    Fault fault =
        registry
            .on("HEAD", "/manifests/")
            .change(
                r ->
                    r.withHeader(
                        "Docker-Content-Digest", descriptor(MANIFEST, theirs).digest().toString()));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("digest-mismatch");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aBlobThatIsCollectedBeforeTheTagLeavesTheOldTag() throws Exception {
    client.pushAll(registry, bytes(7));
    byte[] before = registry.manifest(REPOSITORY, "1.0").orElseThrow();
    try (HttpRepository transport = client.open(registry)) {
      transport.push(descriptor(LAYER), Blob.of(LAYER));
      registry.removeBlob(REPOSITORY, descriptor(LAYER).digest().toString());
      byte[] manifest = manifest(LAYER);
      var e =
          refusal(() -> transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0"));
      assertThat(e.registryCode()).isEqualTo("MANIFEST_BLOB_UNKNOWN");
      assertThat(e.retryable()).isTrue();
    }
    assertThat(registry.manifest(REPOSITORY, "1.0")).contains(before);
  }

  @Test
  void uploadAddressMayHoldWhatAUriMayNot() throws Exception {
    Fault fault =
        registry
            .on("POST", UPLOADS)
            .change(r -> r.withHeader("Location", r.header("Location").get(0) + "&token=a|b^{c}"));

    client.pushAll(registry, LAYER);
    assertThat(fault.fired()).isOne();
    assertThat(registry.requests())
        .anySatisfy(r -> assertThat(r.target()).contains("&token=a%7Cb%5E%7Bc%7D&digest="));
  }

  @Test
  void lengthOfNothingIsNoAnswerToHead() throws Exception {
    registry.putBlob(REPOSITORY, LAYER);
    Fault fault = registry.on("HEAD", "/blobs/").change(r -> r.withHeader("Content-Length", "0"));

    client.pushAll(registry, LAYER);
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("POST", UPLOADS)).isZero();
  }
}
