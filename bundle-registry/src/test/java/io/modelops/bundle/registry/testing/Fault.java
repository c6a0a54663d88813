package io.modelops.bundle.registry.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Something that a {@link TestRegistry} does wrong: first say when, then what. {@link #fired} tells
 * whether it came to that.
 */
public final class Fault {
  /** What is done with a request. */
  enum Kind {
    /** The registry does what was asked, and the answer is changed. */
    CHANGE,
    /** Nothing is done; only the answer is made up. */
    ANSWER,
    /** Nothing is done, and the connection is closed. */
    DROP_BEFORE,
    /** It is done, and the connection is closed before the answer. */
    DROP_AFTER,
    /** The connection is closed within the body. */
    DROP_WITHIN,
    /** Nothing happens until {@link #release}. */
    HOLD
  }

  private final String method;
  private final String pathPart;
  private final AtomicInteger seen = new AtomicInteger();
  private int fired;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int first = 1;
  private volatile int last = Integer.MAX_VALUE;
  private volatile Kind kind = Kind.CHANGE;
  private volatile UnaryOperator<Reply> change = UnaryOperator.identity();
  private volatile long bytes = Long.MAX_VALUE;

  Fault(String method, String pathPart) {
    this.method = method;
    this.pathPart = pathPart;
  }

  /** Only the k-th request that matches, counted from 1; without this: each. */
  public Fault nth(int k) {
    first = k;
    last = k;
    return this;
  }

  /** Only the first n requests that match. */
  public Fault times(int n) {
    last = n;
    return this;
  }

  /** Answers so, and does nothing. */
  public Fault answer(Reply reply) {
    change = ignored -> reply;
    kind = Kind.ANSWER;
    return this;
  }

  /** Answers so once the other fault has met so many requests, and does nothing. */
  public Fault answerAfter(Fault other, int requests, Reply reply) {
    change =
        ignored -> {
          other.awaitFired(requests);
          return reply;
        };
    kind = Kind.ANSWER;
    return this;
  }

  /** Does what is asked, and answers something else. */
  public Fault change(UnaryOperator<Reply> how) {
    change = how;
    kind = Kind.CHANGE;
    return this;
  }

  /** Closes the connection after the request was read, without having done what it asks. */
  public Fault dropBefore() {
    kind = Kind.DROP_BEFORE;
    return this;
  }

  /** Does what is asked, and closes the connection instead of answering. */
  public Fault dropAfter() {
    kind = Kind.DROP_AFTER;
    return this;
  }

  /** Closes the connection after so many bytes of the body; a shorter one passes. */
  public Fault dropWithin(long bytesOfBody) {
    bytes = bytesOfBody;
    kind = Kind.DROP_WITHIN;
    return this;
  }

  /** Does not even read the body until {@link #release}. */
  public Fault hold() {
    kind = Kind.HOLD;
    return this;
  }

  /** Lets requests go on that are held, and later ones pass. */
  public void release() {
    released.countDown();
  }

  /** Waits until a request has met this fault. */
  public void awaitFired() {
    awaitFired(1);
  }

  private synchronized void awaitFired(int requests) {
    try {
      while (fired < requests) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("the registry was closed meanwhile", e);
    }
  }

  /** How often this has happened. */
  public synchronized int fired() {
    return fired;
  }

  boolean meets(String requestMethod, String path) {
    if (!(method.equals("*") || method.equals(requestMethod)) || !path.contains(pathPart)) {
      return false;
    }
    int k = seen.incrementAndGet();
    boolean hit = k >= first && k <= last;
    if (hit) {
      count();
    }
    return hit;
  }

  private synchronized void count() {
    fired++;
    notifyAll();
  }

  Kind kind() {
    return kind;
  }

  /** How much of a body is read. */
  long bytes() {
    return bytes;
  }

  Reply apply(Reply reply) {
    return change.apply(reply);
  }

  void awaitRelease() throws InterruptedException {
    released.await();
  }
}
