package io.modelops.bundle.registry.http;

import java.time.Duration;

/** A moment of the monotonic clock. */
record Deadline(long nanoTime) {
  static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  boolean passed() {
    return leaves(Duration.ZERO);
  }

  /** Whether the deadline comes before so much time has gone by. */
  boolean leaves(Duration less) {
    return nanoTime - System.nanoTime() <= less.toNanos();
  }
}
