package io.modelops.bundle.registry.http;

import java.time.Duration;

/**
 * How fast a registry is asked by all threads together. It is as fast as they can until the
 * registry says that this is too fast (429); then requests are spaced, less and less so as long as
 * all goes well.
 */
final class Pace {
  private static final long FIRST_GAP = Duration.ofMillis(50).toNanos();
  private static final long MAX_GAP = Duration.ofSeconds(1).toNanos();

  private long gap;
  private long next = System.nanoTime();
  private long slowedAt = next;

  /** Takes the next place in the row, and waits for it. */
  void await(Waiting waiting) {
    Duration turn = turn();
    if (!turn.isZero()) {
      waiting.rest(turn);
    }
  }

  private synchronized Duration turn() {
    long now = System.nanoTime();
    if (next - now <= 0) {
      next = now;
    }
    long at = next;
    next += gap;
    return Duration.ofNanos(at - now);
  }

  /** Takes notice of an answer to a request that was sent at this moment of the clock. */
  synchronized void answered(int status, long sentAt) {
    if (status != 429) {
      gap = gap < FIRST_GAP ? 0 : gap - gap / 16;
    } else if (sentAt - slowedAt > 0) { // the others of the same rush do not count
      gap = Math.min(MAX_GAP, Math.max(FIRST_GAP, 2 * gap));
      slowedAt = System.nanoTime();
    }
  }

  /** Nobody asks before this time has passed. Returns the hold, for {@link #lift}. */
  synchronized long hold(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    if (until - next > 0) {
      next = until;
    }
    return until;
  }

  /** Who was told to wait has done so. */
  synchronized void lift(long hold) {
    if (next == hold) {
      next = System.nanoTime();
    }
  }
}
