package io.modelops.bundle.spi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One parallel run over a list: helpers and the caller take items until none is left. */
final class Parallel<T, R> {
  private final Operation operation;
  private final List<T> items;
  private final Operation.Step<T, R> step;
  private final @Nullable Object[] results;

  private int next;
  private int running;
  private int failedAt = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  Parallel(Operation operation, List<T> items, Operation.Step<T, R> step) {
    this.operation = operation;
    this.items = items;
    this.step = step;
    this.results = new Object[items.size()];
  }

  List<R> run(int parallelism, @Nullable Executor executor) throws IOException {
    List<Thread> own = new ArrayList<>();
    boolean first = operation.listen();
    try {
      for (int i = 1; i < parallelism; i++) {
        if (executor == null) {
          Thread helper = new Thread(this::work, "modelops-bundle-" + i);
          helper.setDaemon(true);
          helper.start();
          own.add(helper);
        } else if (!helped(executor)) {
          break;
        }
      }
      work();
    } finally {
      awaitQuiet(own);
      if (failure != null) {
        operation.stepsStopped();
      }
      if (first) {
        operation.listenNoMore();
      }
    }
    rethrow();
    @SuppressWarnings("unchecked") // every item has its result now
    List<R> complete = (List<R>) Collections.unmodifiableList(Arrays.asList(results));
    return complete;
  }

  private boolean helped(Executor executor) {
    try {
      executor.execute(this::work);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // the calling thread does the rest
    }
  }

  private void work() {
    for (int i = take(); i >= 0; i = take()) {
      try {
        operation.check();
        R result = step.apply(items.get(i));
        synchronized (this) {
          results[i] = result;
        }
      } catch (Throwable e) { // carried to the calling thread, whatever it is
        fail(i, e);
      } finally {
        release();
      }
    }
  }

  private synchronized int take() {
    if (next >= items.size() || failure != null) {
      return -1;
    }
    running++;
    return next++;
  }

  private synchronized void release() {
    running--;
    notifyAll();
  }

  private synchronized void fail(int at, Throwable cause) {
    if (failure == null) {
      operation.stopSteps();
    }
    if (failure == null || (at < failedAt && !isConsequence(cause))) {
      failedAt = at;
      failure = cause;
    }
  }

  private static boolean isConsequence(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof Operation.StepFailed)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /** Waits until no step runs; an interrupt stops the taking of items and is kept. */
  private void awaitQuiet(List<Thread> own) {
    boolean interrupted = false;
    synchronized (this) {
      while (running > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
          operation.interrupt();
          fail(items.size(), new CancellationException("interrupted"));
        }
      }
    }
    for (Thread helper : own) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void rethrow() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    } else if (failure != null) {
      throw new IOException(failure);
    }
  }
}
