package io.modelops.bundle.spi;

import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running call: whether to stop, whom to tell, and which threads may help. Safe for use by
 * several threads.
 */
public final class Operation {
  private final Cancellation cancellation;
  private final ProgressListener listener;
  private final @Nullable Executor executor;
  private final AtomicInteger failing = new AtomicInteger();
  private volatile @Nullable Thread caller;
  private volatile boolean interrupted;

  /**
   * @param executor runs parallel parts; null: daemon threads that end with each part
   */
  public Operation(
      Cancellation cancellation, ProgressListener listener, @Nullable Executor executor) {
    this.cancellation = cancellation;
    this.listener = listener;
    this.executor = executor;
  }

  /** Nobody listens, nobody cancels. */
  public static Operation unobserved() {
    return new Operation(Cancellation.NONE, ProgressListener.NONE, null);
  }

  public Cancellation cancellation() {
    return cancellation;
  }

  /**
   * Returns if the work may go on.
   *
   * @throws CancellationException if it should stop, also because another step of a {@link #map}
   *     has failed, or because the thread that waits in it was interrupted
   */
  public void check() {
    cancellation.check();
    if (failing.get() > 0) {
      throw new StepFailed();
    }
    Thread waiting = caller;
    if (interrupted || (waiting != null && waiting.isInterrupted())) {
      throw new CancellationException("interrupted");
    }
  }

  /** From now on, an interrupt of the present thread stops the work, unless one's already does. */
  boolean listen() {
    boolean first = caller == null;
    if (first) {
      caller = Thread.currentThread();
    }
    return first;
  }

  void listenNoMore() {
    caller = null;
  }

  /** The present thread was interrupted, and has taken notice. */
  void interrupt() {
    interrupted = true;
  }

  /** A parallel run has failed; its other steps stop at their next check. */
  void stopSteps() {
    failing.incrementAndGet();
  }

  /** No step of that run is left. */
  void stepsStopped() {
    failing.decrementAndGet();
  }

  /** Ends a step because another one has failed. */
  static final class StepFailed extends CancellationException {
    private static final long serialVersionUID = 1L;

    StepFailed() {
      super("another part of the work has failed");
    }
  }

  public void started(Phase phase, long items, long bytes) {
    tell(() -> listener.started(phase, items, bytes));
  }

  public void advanced(Phase phase, String item, long bytes) {
    check();
    tell(() -> listener.advanced(phase, item, bytes));
  }

  public void waiting(String why) {
    tell(() -> listener.waiting(why));
  }

  public void restarted(Phase phase, String item, long bytes) {
    tell(() -> listener.restarted(phase, item, bytes));
  }

  public void finished(Phase phase, String item, Outcome outcome) {
    tell(() -> listener.finished(phase, item, outcome));
  }

  public void completed(Phase phase) {
    tell(() -> listener.completed(phase));
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      // a faulty listener is its owner's matter, not the work's
    }
  }

  /** Work on one item. */
  @FunctionalInterface
  public interface Step<T, R> {
    R apply(T item) throws IOException;
  }

  /**
   * Applies a step to each item, several at a time, and returns the results in the items' order.
   * The calling thread works too, so this ends even if the executor never gets to run anything.
   * Checks for cancellation before each item; an interrupt of the calling thread cancels too, and
   * is kept.
   *
   * @param parallelism at most so many items at a time
   * @throws IOException the first failure in the items' order among those that happened; it makes
   *     {@link #check} stop the other steps, and none runs any more when this is thrown
   */
  public <T, R> List<R> map(List<T> items, int parallelism, Step<T, R> step) throws IOException {
    return new Parallel<>(this, items, step).run(Math.min(parallelism, items.size()), executor);
  }

  /** {@link #map(List, int, Step)} with as many items at a time as there are processors. */
  public <T, R> List<R> map(List<T> items, Step<T, R> step) throws IOException {
    return map(items, Runtime.getRuntime().availableProcessors(), step);
  }
}
