package io.modelops.bundle.registry.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/** Takes in the body of one answer, and can be watched doing so. */
final class Intake implements BodyHandler<BoundedBody> {
  private final int limit;
  private volatile @Nullable BoundedBody body;

  /**
   * @param limit for the body of a success; what is said of a failure is bounded by itself
   */
  Intake(int limit) {
    this.limit = limit;
  }

  @Override
  public BodySubscriber<BoundedBody> apply(ResponseInfo head) {
    BoundedBody begun = new BoundedBody(head.statusCode() == 200 ? limit : Limits.ERROR);
    body = begun;
    return begun;
  }

  /** Null as long as no answer has begun. */
  @Nullable BoundedBody body() {
    return body;
  }
}
