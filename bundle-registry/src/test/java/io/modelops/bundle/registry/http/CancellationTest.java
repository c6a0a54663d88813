package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CancellationTest {
  private static final byte[] LAYER = bytes(4 << 20);

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Client client = new Client().with(cancelled::get);
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  /** Stops a push on another thread once it waits for the fault. No time limit ends that wait. */
  private @Nullable Throwable stopped(CountDownLatch waits, StopIt how) throws Exception {
    client.withStall(Duration.ofDays(1));
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              thrown.set(catchThrowable(() -> client.pushAll(registry, LAYER)));
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    waits.await();
    how.stop(thread);
    thread.join();
    assertThat(flag.get()).isEqualTo(!cancelled.get());
    return thrown.get();
  }

  @FunctionalInterface
  private interface StopIt {
    void stop(Thread thread);
  }

  private static CountDownLatch latch(Fault fault) {
    CountDownLatch latch = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              fault.awaitFired();
              latch.countDown();
            });
    thread.setDaemon(true);
    thread.start();
    return latch;
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /blobs/",
    "POST, /uploads/",
    "PUT, /uploads/",
    "PUT, /manifests/",
    "HEAD, /manifests/"
  })
  void aServerThatHangsDoesNotHoldUpACancellation(String method, String path) throws Exception {
    Fault fault = registry.on(method, path).hold();

    assertThat(stopped(latch(fault), thread -> cancelled.set(true)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped by the caller");
    assertThat(fault.fired()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /blobs/",
    "POST, /uploads/",
    "PUT, /uploads/",
    "PUT, /manifests/",
    "HEAD, /manifests/"
  })
  void anInterruptStopsTooAndStaysSet(String method, String path) throws Exception {
    Fault fault = registry.on(method, path).hold();

    assertThat(stopped(latch(fault), Thread::interrupt))
        .isInstanceOf(CancellationException.class)
        .hasMessage("interrupted");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aTokenServerThatHangsDoesNotHoldUpACancellation() throws Exception {
    registry.requireToken();
    Fault fault = registry.on("GET", "/token").hold();

    assertThat(stopped(latch(fault), thread -> cancelled.set(true)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aCredentialSourceThatHangsDoesNotHoldUpACancellation() throws Exception {
    registry.requirePassword("ann", "s3cret");
    CountDownLatch asked = new CountDownLatch(1);
    CredentialSource hanging = new Sources.Hanging(asked);
    client.with(hanging);

    assertThat(stopped(asked, thread -> cancelled.set(true)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aPauseBeforeARetryEndsWithACancellation() throws Exception {
    new Waiting(Operation.unobserved()).rest(Duration.ofMillis(1));
    var operation = new Operation(() -> true, ProgressListener.NONE, null);
    assertThatThrownBy(() -> Limits.Pause.ASLEEP.rest(Duration.ofHours(1), operation))
        .isInstanceOf(CancellationException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Limits.Pause.ASLEEP.rest(Duration.ofHours(1), Operation.unobserved()))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aCancelledUploadIsCalledOff() throws Exception {
    Fault fault = registry.on("PUT", "/uploads/").hold();

    assertThat(stopped(latch(fault), thread -> cancelled.set(true)))
        .isInstanceOf(CancellationException.class);
    assertThat(registry.count("DELETE", "/uploads/")).isOne();
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void aCancellationWhileTheSourceIsReadComesThroughAsItIs() throws Exception {
    var own = new CancellationException("mine");
    Blob content =
        () ->
            new InputStream() {
              private int left = 100_000;

              @Override
              public int read() {
                if (left-- < 0) {
                  throw own;
                }
                return 1;
              }

              @Override
              public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                  buffer[offset + i] = (byte) read();
                }
                return length;
              }
            };
    try (HttpRepository transport = client.open(registry)) {
      assertThatThrownBy(() -> transport.push(descriptor(LAYER), content)).isSameAs(own);
    }
    assertThat(registry.count("POST", "/uploads/")).isOne();
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void whatTheCallersTokenThrowsComesThroughAsItIs() throws Exception {
    var own = new IllegalStateException("the caller's own way to say stop");
    client.with(
        () -> {
          if (cancelled.get()) {
            throw own;
          }
          return false;
        });
    Fault fault = registry.on("PUT", "/uploads/").hold();

    assertThat(stopped(latch(fault), thread -> cancelled.set(true))).isSameAs(own);
  }

  @Test
  void aServerThatStopsTalkingIsGivenUpAndTriedAgain() throws Exception {
    Fault fault = registry.on("HEAD", "/blobs/").nth(1).hold();

    client.withStall(Duration.ofSeconds(1)).pushAll(registry, bytes(9));
    assertThat(fault.fired()).isOne();
    assertThat(client.pauses).isNotEmpty();
    assertThat(registry.tags(REPOSITORY)).hasSize(1);
  }

  @Test
  void aServerThatStopsTalkingForGoodIsATimeout() throws Exception {
    client
        .withStall(Duration.ofSeconds(1))
        .with(RegistryOptions.defaults().withDeadline(Duration.ofMillis(1500)));
    Fault fault = registry.on("HEAD", "/blobs/").hold();

    var e = refusal(() -> client.pushAll(registry, LAYER));
    assertThat(e.code()).isEqualTo("timeout");
    assertThat(e.retryable()).isTrue();
    assertThat(fault.fired()).isBetween(1, 2);
  }

  @Test
  void aStopBeforeTheTagLeavesTheOldOne() throws Exception {
    client.pushAll(registry, bytes(11));
    byte[] before = registry.manifest(REPOSITORY, "1.0").orElseThrow();
    registry.on("PUT", "/manifests/").nth(2).answer(Reply.of(500));
    Fault fault = registry.on("PUT", "/uploads/").hold();
    assertThat(stopped(latch(fault), thread -> cancelled.set(true)))
        .isInstanceOf(CancellationException.class);

    assertThat(registry.manifest(REPOSITORY, "1.0")).contains(before);
    assertThat(registry.manifestType(REPOSITORY, "1.0")).contains(MANIFEST);
  }
}
