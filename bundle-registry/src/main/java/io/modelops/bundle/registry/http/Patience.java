package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.wire.Exchange;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;

/** How long one exchange is waited for: each of its steps, and all of them. */
final class Patience {
  private final Waiting waiting;
  private final Limits limits;
  private final Deadline deadline;
  private final Origin server;
  private boolean noticed;
  private long received;
  private long waited;

  Patience(Waiting waiting, Limits limits, Deadline deadline, Origin server) {
    this.waiting = waiting;
    this.limits = limits;
    this.deadline = deadline;
    this.server = server;
  }

  /** Waits for the answer to begin, as long as the request moves. */
  <T> T forAnswer(Future<T> answer, Exchange exchange) throws IOException {
    return waiting.on(
        answer,
        () -> {
          notice(exchange.progress());
          within(limits.answer(exchange.sent()), exchange.progress(), "nothing moved");
          beforeDeadline();
        });
  }

  /**
   * Waits for the next piece of the content. What the caller does between two pieces is not
   * counted.
   *
   * @param piece how many bytes came; negative at the end
   */
  int forContent(Future<Integer> piece) throws IOException {
    long started = System.nanoTime();
    Waiting.Watch watch =
        () -> {
          within(limits.stall(), started, "nothing moved");
          within(limits.body(received), started - waited, "too little came");
          beforeDeadline();
        };
    waiting.operation().check(); // pieces that come at once are not waited for
    watch.check();
    int n = waiting.on(piece, watch);
    waited += System.nanoTime() - started;
    received += Math.max(n, 0);
    return n;
  }

  private void notice(long since) {
    if (!noticed && System.nanoTime() - since > limits.notice().toNanos()) {
      noticed = true;
      waiting.operation().waiting("waiting for " + server + " to answer");
    }
  }

  private void beforeDeadline() throws IOException {
    if (deadline.passed()) {
      throw new SocketTimeoutException("the deadline has passed");
    }
  }

  private static void within(Duration limit, long since, String fault) throws IOException {
    if (System.nanoTime() - since > limit.toNanos()) {
      throw new SocketTimeoutException(fault + " for " + limit.toSeconds() + " s");
    }
  }
}
