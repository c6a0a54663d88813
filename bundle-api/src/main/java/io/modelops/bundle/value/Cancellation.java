package io.modelops.bundle.value;

import java.util.concurrent.CancellationException;

/**
 * The caller's wish to stop. {@code indicator::isCanceled}, {@code monitor::isCanceled} and {@code
 * Thread.currentThread()::isInterrupted} fit as they are.
 *
 * <p>Asked at least once per file and per MiB, from any thread of the operation. An exception that
 * it throws ends the operation and reaches the caller unwrapped.
 */
@FunctionalInterface
public interface Cancellation {
  Cancellation NONE = () -> false;

  boolean isCancelled();

  /**
   * Returns if the work may go on.
   *
   * @throws CancellationException if the caller wants it stopped
   */
  default void check() {
    if (isCancelled()) {
      throw new CancellationException("stopped by the caller");
    }
  }
}
