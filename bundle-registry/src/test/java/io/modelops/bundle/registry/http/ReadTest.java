package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.RegistryOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {
  private static final byte[] CONFIG = bytes(5_000);
  private static final byte[] DOCUMENT = manifest(CONFIG);
  private static final Descriptor TAGGED = descriptor(MANIFEST, DOCUMENT);
  private static final String WRONG = "sha256:" + "0".repeat(64);

  private final Client client = new Client();
  private TestRegistry registry;

  @BeforeEach
  void start() throws Exception {
    registry = TestRegistry.start();
    client.pushAll(registry, CONFIG);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Optional<Descriptor> resolve() throws Exception {
    return resolve(":1.0");
  }

  private Optional<Descriptor> resolve(String name) throws Exception {
    try (HttpRepository transport = client.open(registry.host() + "/" + REPOSITORY + name)) {
      return transport.resolve(name.substring(1));
    }
  }

  private byte[] read(Descriptor descriptor) throws Exception {
    try (HttpRepository transport = client.open(registry)) {
      return Client.read(transport, descriptor);
    }
  }

  private RegistryException resolveFails() {
    return refusal(this::resolve);
  }

  private RegistryException readFails(Descriptor descriptor) {
    return refusal(() -> read(descriptor));
  }

  @Test
  void aTagResolvesByHeadAlone() throws Exception {
    long before = registry.count("HEAD", "/manifests/");

    assertThat(resolve()).contains(TAGGED);

    assertThat(registry.count("HEAD", "/manifests/1.0")).isEqualTo(before + 1);
    assertThat(registry.count("GET", "/manifests/")).isZero();
    var head = registry.requests().get(registry.requests().size() - 1);
    assertThat(head.header("accept")).contains(MANIFEST).contains("image.index").contains("docker");
  }

  @Test
  void aDigestResolvesToItself() throws Exception {
    assertThat(resolve("@" + TAGGED.digest())).contains(TAGGED);
    assertThat(resolve("@" + WRONG)).isEmpty();
  }

  @Test
  void aNameThatIsNotThereIsNoFailure() throws Exception {
    assertThat(resolve(":2.0")).isEmpty();
    assertThat(client.pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Docker-Content-Digest", "Content-Length"})
  void whatHeadDoesNotSayIsComputedFromTheBytes(String header) throws Exception {
    boolean length = header.equals("Content-Length");
    Fault fault =
        registry
            .on("*", "/manifests/")
            .change(r -> length ? r.withHeader(header, "0") : r.withHeader(header));
    if (length) { // of the answer to HEAD alone
      fault.times(1);
    }

    assertThat(resolve()).contains(TAGGED);
    assertThat(registry.count("GET", "/manifests/1.0")).isOne();
    assertThat(fault.fired()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:../../x",
        "sha256:0",
        "0",
        "SHA256:44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A"
      })
  void aDigestThatIsNoneIsRefused(String said) {
    Fault fault =
        registry.on("HEAD", "/manifests/").change(r -> r.withHeader("Docker-Content-Digest", said));

    assertThat(resolveFails().code()).isEqualTo("protocol");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void twoDifferentDigestsAreRefused() {
    registry
        .on("HEAD", "/manifests/")
        .change(r -> r.withHeader("Docker-Content-Digest", TAGGED.digest().toString(), WRONG));

    assertThat(resolveFails().code()).isEqualTo("digest-mismatch");
  }

  @Test
  void aRegistryThatHasSomethingElseUnderADigestIsFoundOut() {
    registry.on("HEAD", "/manifests/").change(r -> r.withHeader("Docker-Content-Digest", WRONG));

    assertThat(refusal(() -> resolve("@" + TAGGED.digest())).code()).isEqualTo("digest-mismatch");
  }

  @Test
  void aWrongDigestOfTheWholeManifestIsFoundOut() {
    registry.on("HEAD", "/manifests/").change(r -> r.withHeader("Docker-Content-Digest"));
    Fault fault =
        registry.on("GET", "/manifests/").change(r -> r.withHeader("Docker-Content-Digest", WRONG));

    assertThat(resolveFails().code()).isEqualTo("digest-mismatch");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aCaptivePortalIsNoManifest() {
    Fault fault = registry.on("*", "/").answer(Reply.captivePortal());

    assertThat(resolveFails().code()).isEqualTo("protocol");
    assertThat(readFails(TAGGED).code()).isEqualTo("protocol");
    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("protocol");
    assertThat(fault.fired()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 206})
  void anotherSuccessThanTheRightOneIsNone(int status) {
    Fault fault = registry.on("*", "/").answer(Reply.of(status));

    assertThat(resolveFails().status()).isEqualTo(status);
    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("protocol");
    assertThat(fault.fired()).isEqualTo(2);
  }

  @Test
  void manifestAndBlobAreReadAsTheyWerePushed() throws Exception {
    assertThat(read(TAGGED)).isEqualTo(DOCUMENT);
    assertThat(read(descriptor(CONFIG))).isEqualTo(CONFIG);
    assertThat(registry.count("GET", "/manifests/" + TAGGED.digest())).isOne();
    assertThat(registry.count("GET", "/blobs/" + descriptor(CONFIG).digest())).isOne();
  }

  @Test
  void otherBytesUnderTheDigestAreFoundOut() {
    byte[] other = DOCUMENT.clone();
    other[0] ^= 1;
    Fault manifest = registry.on("GET", "/manifests/").change(r -> r.withBody(other));
    byte[] changed = CONFIG.clone();
    changed[4_999] ^= 1;
    Fault blob = registry.on("GET", "/blobs/").change(r -> r.withBody(changed));

    assertThat(readFails(TAGGED).code()).isEqualTo("digest-mismatch");
    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("digest-mismatch");
    assertThat(manifest.fired()).isOne();
    assertThat(blob.fired()).isOne();
  }

  @Test
  void aWrongDigestHeaderIsFoundOut() {
    registry.on("GET", "/blobs/").change(r -> r.withHeader("Docker-Content-Digest", WRONG));
    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("digest-mismatch");
  }

  @Test
  void noDigestHeaderIsNoFault() throws Exception {
    Fault fault = registry.on("GET", "/blobs/").change(r -> r.withHeader("Docker-Content-Digest"));
    assertThat(read(descriptor(CONFIG))).isEqualTo(CONFIG);
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aManifestThatComesAsAnotherTypeIsRefused() {
    registry.on("GET", "/manifests/").change(r -> r.withHeader("Content-Type", "text/plain"));
    assertThat(readFails(TAGGED)).hasMessageContaining("text/plain");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 100_000})
  void contentOfAnotherSizeIsRefused(int more) {
    Fault fault = registry.on("GET", "/blobs/").change(r -> r.withBody(new byte[5_000 + more]));

    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("protocol");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void contentOfAnotherSizeThanDescribedIsRefusedBeforeItIsRead() {
    Descriptor huge = new Descriptor("x/y", descriptor(CONFIG).digest(), 1L << 62);

    assertThat(readFails(huge).code()).isEqualTo("protocol");
  }

  @Test
  void aManifestWithoutEndIsCutOff() {
    registry.on("HEAD", "/manifests/").change(r -> r.withHeader("Docker-Content-Digest"));
    Fault fault =
        registry.on("GET", "/manifests/").change(r -> r.withBody(new byte[(4 << 20) + 1]));

    assertThat(resolveFails().code()).isEqualTo("too-large");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void encodedContentIsRefused() {
    registry.on("GET", "/").change(r -> r.withHeader("Content-Encoding", "gzip"));

    assertThat(readFails(TAGGED)).hasMessageContaining("gzip");
    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("protocol");
  }

  @Test
  void contentThatIsNotThereIsMissedAfterAWhile() {
    registry.removeBlob(REPOSITORY, descriptor(CONFIG).digest().toString());

    var e = readFails(descriptor(CONFIG));
    assertThat(e.code()).isEqualTo("content-missing");
    assertThat(e.registryCode()).isEqualTo("BLOB_UNKNOWN");
    assertThat(e.status()).isEqualTo(404);
    assertThat(client.pauses).hasSize(2);
  }

  @Test
  void contentThatAppearsLateIsRead() throws Exception {
    Fault fault = registry.on("GET", "/").nth(1).answer(Reply.error(404, "MANIFEST_UNKNOWN", ""));

    assertThat(read(TAGGED)).isEqualTo(DOCUMENT);
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 499, 500, 502, 503, 504, 522})
  void aPassingErrorIsTriedAgain(int status) throws Exception {
    Fault head = registry.on("HEAD", "/manifests/").nth(1).answer(Reply.of(status));
    Fault get = registry.on("GET", "/manifests/").nth(1).answer(Reply.of(status));
    Fault blob = registry.on("GET", "/blobs/").nth(1).answer(Reply.of(status));

    assertThat(resolve()).contains(TAGGED);
    assertThat(read(TAGGED)).isEqualTo(DOCUMENT);
    assertThat(read(descriptor(CONFIG))).isEqualTo(CONFIG);
    assertThat(head.fired() + get.fired() + blob.fired()).isEqualTo(3);
    assertThat(client.pauses).hasSize(3);
  }

  @Test
  void anErrorThatStaysEndsAfterTheLastAttempt() {
    Fault fault = registry.on("GET", "/blobs/").answer(Reply.of(503));

    var e = readFails(descriptor(CONFIG));
    assertThat(e.code()).isEqualTo("unavailable");
    assertThat(e.retryable()).isTrue();
    assertThat(fault.fired()).isEqualTo(6);
  }

  @Test
  void retryAfterIsHonouredUpToAMinute() throws Exception {
    registry.on("GET", "/blobs/").nth(1).answer(Reply.of(429).withHeader("Retry-After", "2"));
    assertThat(read(descriptor(CONFIG))).isEqualTo(CONFIG);
    assertThat(client.pauses).containsExactly(Duration.ofSeconds(2));

    registry.on("GET", "/blobs/").answer(Reply.of(429).withHeader("Retry-After", "999999"));
    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("rate-limited");
    assertThat(client.pauses).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"401, unauthorized", "403, forbidden", "405, unsupported", "451, refused"})
  void aFinalAnswerIsNotTriedAgain(int status, String code) {
    Fault fault = registry.on("*", "/").answer(Reply.error(status, "DENIED", "no"));

    assertThat(resolveFails().code()).isEqualTo(code);
    var e = readFails(descriptor(CONFIG));
    assertThat(e.code()).isEqualTo(code);
    if (status != 401) {
      assertThat(e.registryCode()).isEqualTo("DENIED");
    }
    assertThat(fault.fired()).isEqualTo(2);
    assertThat(client.pauses).isEmpty();
  }

  @Test
  void anErrorIsReadHoweverSmallTheContentWouldBe() {
    Descriptor tiny = new Descriptor("x/y", descriptor(CONFIG).digest(), 2);
    registry.on("GET", "/blobs/").answer(Reply.error(403, "DENIED", "not yours"));

    assertThat(readFails(tiny)).hasMessageContaining("DENIED not yours");
  }

  @Test
  void anEndlessErrorIsCutAndMadeHarmless() {
    byte[] page = ("\u001b[2J<html>" + "x".repeat(10 << 20)).getBytes(StandardCharsets.UTF_8);
    Fault fault = registry.on("GET", "/blobs/").answer(Reply.of(403).withBody(page));

    var e = readFails(descriptor(CONFIG));
    assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\u001b");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void connectionsThatBreakAreTriedAgain() throws Exception {
    Fault head = registry.on("HEAD", "/manifests/").nth(1).dropBefore();
    Fault get = registry.on("GET", "/blobs/").nth(1).dropAfter();

    assertThat(resolve()).contains(TAGGED);
    assertThat(read(descriptor(CONFIG))).isEqualTo(CONFIG);
    assertThat(head.fired() + get.fired()).isEqualTo(2);
  }

  @Test
  void nothingIsWaitedForBeyondTheDeadline() {
    client.with(RegistryOptions.defaults().withDeadline(Duration.ofMillis(300)));
    Fault fault = registry.on("GET", "/blobs/").hold();

    assertThat(readFails(descriptor(CONFIG)).code()).isEqualTo("timeout");
    assertThat(fault.fired()).isPositive();
  }
}
