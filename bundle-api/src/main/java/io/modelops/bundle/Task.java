package io.modelops.bundle;

import io.modelops.bundle.value.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Work that runs on an executor. Cancelling it, or completing it otherwise, stops the work; {@link
 * #stopped()} tells when that has happened.
 *
 * @param <T> what the work returns
 */
public final class Task<T> extends CompletableFuture<T> {
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private volatile boolean finished;

  private Task() {}

  /**
   * Starts work.
   *
   * @param work is told when to stop
   */
  static <T> Task<T> start(Executor executor, Function<Cancellation, T> work) {
    Task<T> task = new Task<>();
    try {
      executor.execute(() -> task.run(work));
    } catch (RejectedExecutionException e) {
      task.completeExceptionally(e);
      task.stopped.complete(null);
    }
    return task;
  }

  private void run(Function<Cancellation, T> work) {
    try {
      if (!isDone()) {
        T result = work.apply(this::isUnwanted);
        finished = true;
        complete(result);
      }
    } catch (Throwable e) { // the task is where the caller looks for it
      completeExceptionally(e);
    } finally {
      stopped.complete(null);
    }
  }

  /** A result outlives its task, and may go on with the task's token. */
  private boolean isUnwanted() {
    return !finished && isDone();
  }

  /**
   * Completes once the work runs no more: no thread of it is busy, and no file or connection of it
   * is open. A task that is cancelled is done at once, and stops a little later. One that is
   * cancelled before the executor begins stops when the executor gets to it.
   */
  public CompletionStage<Void> stopped() {
    return stopped.minimalCompletionStage();
  }
}
