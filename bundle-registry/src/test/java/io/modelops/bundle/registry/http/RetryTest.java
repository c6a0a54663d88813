package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final byte[] LAYER = bytes(1 << 20);
  private static final String UPLOADS = "/blobs/uploads/";

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

  private void assertPushed() throws Exception {
    client.pushAll(registry, LAYER);
    assertThat(registry.blob(REPOSITORY, descriptor(LAYER).digest().toString())).contains(LAYER);
    assertThat(registry.manifest(REPOSITORY, "1.0")).contains(manifest(LAYER));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 499, 500, 502, 503, 504, 522})
  void aPassingErrorIsTriedAgainAtEachStep(int status) throws Exception {
    Fault head = registry.on("HEAD", "/blobs/").nth(1).answer(Reply.of(status));
    Fault post = registry.on("POST", UPLOADS).nth(1).answer(Reply.of(status));
    Fault put = registry.on("PUT", UPLOADS).nth(1).answer(Reply.of(status));
    Fault tag = registry.on("PUT", "/manifests/").nth(1).answer(Reply.of(status));
    Fault confirm = registry.on("HEAD", "/manifests/").nth(2).answer(Reply.of(status));

    assertPushed();
    assertThat(head.fired() + post.fired() + put.fired() + tag.fired()).isEqualTo(4);
    assertThat(confirm.fired()).isOne();
    assertThat(client.pauses).hasSize(5);
  }

  @Test
  void anErrorForEverEndsAfterFiveRetriesWithGrowingUnevenPauses() throws Exception {
    Fault fault = registry.on("PUT", UPLOADS).answer(Reply.error(503, "UNAVAILABLE", "busy"));

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("unavailable");
    assertThat(e.status()).isEqualTo(503);
    assertThat(e.retryable()).isTrue();
    assertThat(fault.fired()).isEqualTo(6);
    assertThat(client.pauses).hasSize(5);
    for (int n = 0; n < 5; n++) {
      long full = 300L << n;
      assertThat(client.pauses.get(n).toMillis()).isBetween(full / 2 - 1, full);
    }
    assertThat(registry.tags(REPOSITORY)).isEmpty();
  }

  @Test
  void theDeadlineEndsRetries() throws Exception {
    client.with(RegistryOptions.defaults().withDeadline(Duration.ofSeconds(20)));
    Fault fault =
        registry.on("HEAD", "/blobs/").answer(Reply.of(500).withHeader("Retry-After", "30"));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("unavailable");
    assertThat(fault.fired()).isOne();
    assertThat(client.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, 2000", "0, 0", "60, 60000"})
  void whatTheRegistryAsksForIsWaited(String seconds, long millis) throws Exception {
    Fault fault =
        registry
            .on("POST", UPLOADS)
            .nth(1)
            .answer(Reply.of(429).withHeader("Retry-After", seconds));

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(client.pauses).containsExactly(Duration.ofMillis(millis));
  }

  @Test
  void whatTheRegistryAsksForMayBeADate() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));
    registry.on("POST", UPLOADS).nth(1).answer(Reply.of(503).withHeader("Retry-After", date));

    assertPushed();
    assertThat(client.pauses.get(0)).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "", "1.5", "99999999999999999999"})
  void nonsenseInRetryAfterIsPassedOver(String value) throws Exception {
    Fault fault =
        registry.on("POST", UPLOADS).nth(1).answer(Reply.of(429).withHeader("Retry-After", value));

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(client.pauses)
        .singleElement()
        .satisfies(p -> assertThat(p.toMillis()).isLessThan(301));
  }

  @ParameterizedTest
  @ValueSource(strings = {"61", "999999"})
  void aRegistryThatAsksForTooMuchIsNotWaitedFor(String seconds) throws Exception {
    Fault fault =
        registry.on("POST", UPLOADS).answer(Reply.of(429).withHeader("Retry-After", seconds));

    assertThat(refusal(() -> client.pushAll(registry, LAYER)).code()).isEqualTo("rate-limited");
    assertThat(fault.fired()).isOne();
    assertThat(client.pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 25, 50, 75, 90, 99})
  void aConnectionThatBreaksWithinABlobCostsANewSession(int percent) throws Exception {
    Fault fault =
        registry.on("PUT", UPLOADS).nth(1).dropWithin((long) LAYER.length * percent / 100);

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("POST", UPLOADS)).isEqualTo(2);
  }

  @Test
  void aLostAnswerToTheStartOfAnUploadCostsANewSession() throws Exception {
    Fault fault = registry.on("POST", UPLOADS).nth(1).dropAfter();

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("POST", UPLOADS)).isEqualTo(2);
  }

  @Test
  void aBlobWhoseConfirmationGotLostIsNotSentTwice() throws Exception {
    Fault fault = registry.on("PUT", UPLOADS).nth(1).dropAfter();

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("PUT", UPLOADS)).isOne();
  }

  @Test
  void aBlobIsFoundThoughEveryConfirmationGetsLost() throws Exception {
    Fault fault = registry.on("PUT", UPLOADS).dropAfter();

    assertPushed();
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aTagWhoseConfirmationGotLostIsNotPutTwice() throws Exception {
    Fault fault = registry.on("PUT", "/manifests/").nth(1).dropAfter();

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("PUT", "/manifests/")).isOne();
  }

  @Test
  void aTagWhoseRequestGotLostIsPutAgain() throws Exception {
    Fault fault = registry.on("PUT", "/manifests/").nth(1).dropBefore();

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("PUT", "/manifests/")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"404, BLOB_UPLOAD_UNKNOWN", "416, X", "400, BLOB_UPLOAD_INVALID", "404, ''"})
  void aSessionThatTheRegistryLostIsOpenedAnew(int status, String code) throws Exception {
    Fault fault = registry.on("PUT", UPLOADS).nth(1).answer(Reply.error(status, code, "gone"));

    assertPushed();
    assertThat(fault.fired()).isOne();
    assertThat(registry.count("POST", UPLOADS)).isEqualTo(2);
  }

  @Test
  void everyConnectionBreakingEndsWithATypedError() throws Exception {
    Fault whole = registry.on("PUT", UPLOADS).dropBefore();
    Fault parts = registry.on("PATCH", UPLOADS).dropBefore();

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("unreachable");
    assertThat(e.status()).isZero();
    assertThat(e.retryable()).isTrue();
    assertThat(whole.fired()).isOne();
    assertThat(parts.fired()).isEqualTo(5);
    assertThat(registry.openUploads()).isEmpty();
  }
}
