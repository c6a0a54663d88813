package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/**
 * Waits for others without being at their mercy: several times a second it asks whether the caller
 * still wants the result. An interrupt counts as a cancellation and stays set.
 */
record Waiting(Operation operation) {
  private static final long TICK_MILLIS = 50;

  /** Asked while waiting; throws to give up. */
  @FunctionalInterface
  interface Watch {
    Watch NONE = () -> {};

    void check() throws IOException;
  }

  /** The future's result; a future that is given up is cancelled. */
  <T> T on(Future<T> future, Watch watch) throws IOException {
    try {
      while (true) {
        try {
          return future.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          operation.check();
          watch.check();
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      future.cancel(true);
    }
  }

  void lock(Lock lock) {
    try {
      while (!lock.tryLock(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        operation.check();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  void rest(Duration duration) {
    Deadline end = Deadline.after(duration);
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!end.passed()) {
        operation.check();
        boolean unused = never.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted");
  }

  private static IOException thrown(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    // the message of anything else is not ours, and may quote a header
    return cause instanceof IOException io ? io : new IOException(cause.getClass().getName());
  }
}
