package io.modelops.bundle.registry.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Keeps the first bytes of a body and hangs up if there are more. */
final class BoundedBody implements BodySubscriber<BoundedBody> {
  private final CompletableFuture<BoundedBody> result = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int limit;
  private final long started = System.nanoTime();
  private volatile long progress = started;
  private @Nullable Subscription subscription;
  private boolean whole = true;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  boolean whole() {
    return whole;
  }

  /** When the body began, by {@link System#nanoTime}. */
  long started() {
    return started;
  }

  /** When the last bytes came. */
  long progress() {
    return progress;
  }

  int received() {
    return bytes.size();
  }

  @Override
  public CompletionStage<BoundedBody> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (result.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
      buffer.get(part);
      bytes.writeBytes(part);
      whole &= !buffer.hasRemaining();
    }
    progress = System.nanoTime();
    if (!whole && subscription != null) {
      subscription.cancel();
      result.complete(this);
    }
  }

  @Override
  public void onError(Throwable cause) {
    result.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    result.complete(this);
  }
}
