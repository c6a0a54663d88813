package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private static final class Recording implements Subscription {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
      cancelled.set(true);
    }
  }

  private final Recording connection = new Recording();

  private BoundedBody body(int limit) {
    BoundedBody body = new BoundedBody(limit);
    body.onSubscribe(connection);
    return body;
  }

  private static List<ByteBuffer> buffers(int... sizes) {
    return java.util.Arrays.stream(sizes).mapToObj(ByteBuffer::allocate).toList();
  }

  @Test
  void aBodyWithinTheLimitIsWhole() {
    BoundedBody body = body(10);
    body.onNext(buffers(4, 6));
    assertThat(body.getBody().toCompletableFuture()).isNotDone();
    body.onComplete();

    assertThat(body.getBody().toCompletableFuture()).isCompletedWithValue(body);
    assertThat(body.bytes()).hasSize(10);
    assertThat(body.whole()).isTrue();
    assertThat(connection.cancelled).isFalse();
  }

  @Test
  void aBodyBeyondTheLimitIsCutAndTheConnectionGivenUp() {
    BoundedBody body = body(10);
    body.onNext(buffers(4, 7, 1000));
    body.onNext(buffers(1000));

    assertThat(body.getBody().toCompletableFuture()).isCompletedWithValue(body);
    assertThat(body.bytes()).hasSize(10);
    assertThat(body.whole()).isFalse();
    assertThat(connection.cancelled).isTrue();
  }
}
