package io.modelops.bundle.cli;

import io.modelops.bundle.value.Cancellation;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and the like. The JVM answers such a signal by its shutdown hooks: this one asks the work
 * to stop and gives it a second to clean up; the exit status is the JVM's, 128 and the signal.
 */
final class Interrupts implements Cancellation {
  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(1);

  private final Thread worker;
  private volatile boolean requested;
  private volatile boolean done;

  Interrupts(Thread worker) {
    this.worker = worker;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    } catch (IllegalStateException e) { // the signal came before
      requested = true;
    }
  }

  @Override
  public boolean isCancelled() {
    return requested;
  }

  /** Ends the process, unless a signal is ending it already. */
  void exit(int status) {
    done = true;
    if (!requested) {
      wakeDaemons();
      System.exit(status);
    }
  }

  /** The JVM of Java 17 lets threads that wait for the network hold its exit up for 300 ms. */
  private static void wakeDaemons() {
    Thread[] threads = new Thread[Thread.activeCount() + 1];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].isDaemon()) {
        threads[i].interrupt();
      }
    }
  }

  private void stop() {
    if (done) {
      return;
    }
    requested = true;
    worker.interrupt();
    try {
      worker.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
