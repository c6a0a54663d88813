package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.spi.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;

/** Tries again what may succeed the next time, for as long as the deadline lasts. */
record Retry(Operation operation, Limits limits, Pace pace, Failures failures) {
  private static final Logger LOG = Log.of(Retry.class);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
  private static final int MAX_DOUBLINGS = 20;

  /** Each attempt waits long for a server that is silent, so there are few. */
  private static final int MAX_SILENT = 2;

  /** One attempt. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws IOException;
  }

  /** What came of the attempts, since one got further than all before it. */
  private static final class Tally {
    private int attempts;
    private int failed;
    private int silent;

    void take(Refused refused) {
      if (refused.gotFurther()) {
        attempts = 0;
        failed = 0;
        silent = 0;
      } else {
        failed += isTooFast(refused) ? 0 : 1;
        silent = refused.error().errorCode() == ErrorCode.TIMEOUT ? silent + 1 : 0;
      }
      attempts++;
    }
  }

  private static boolean isTooFast(Refused refused) {
    return refused.error().status() == 429;
  }

  /**
   * Runs attempts until one succeeds, or one fails for good. A server that is silent in two
   * attempts running is not asked again. That a registry is asked too fast is no failure of an
   * attempt, so only the deadline ends that. An attempt that got further than all before it is no
   * failure either, and those before it count no longer.
   *
   * @param doing completes "cannot ..."
   * @throws IOException of the source of the content; everything else is a RegistryException
   */
  <T> T run(String doing, Deadline deadline, Attempt<T> attempt) throws IOException {
    Tally tally = new Tally();
    while (true) {
      operation.check();
      Refused refused;
      try {
        return attempt.run();
      } catch (SourceFailure e) {
        throw e.original();
      } catch (Refused e) {
        refused = e;
      } catch (IOException e) {
        refused = failures.unreachable(doing, e);
      }
      boolean tooFast = isTooFast(refused);
      tally.take(refused);
      Duration pause = pause(tally.attempts - 1, refused);
      boolean last =
          !refused.again() || tally.failed > limits.retries() || tally.silent >= MAX_SILENT;
      if (last || pause.compareTo(Limits.MAX_PAUSE) > 0 || deadline.leaves(pause)) {
        throw refused.error();
      }
      LOG.debug("attempt {} failed, next in {}: {}", tally.attempts, pause, refused.getMessage());
      if (!tooFast) {
        operation.waiting(refused.getMessage() + "; trying again");
      }
      long hold = tooFast ? pace.hold(pause) : 0;
      limits.pause().rest(pause, operation);
      if (tooFast) {
        pace.lift(hold);
      }
    }
  }

  /**
   * One attempt. If it fails in a way that leaves open whether it had an effect, such as an answer
   * that got lost, the registry is asked.
   */
  static boolean unlessDone(Retry.Attempt<Boolean> attempt, Retry.Attempt<Boolean> done)
      throws IOException {
    try {
      return attempt.run();
    } catch (SourceFailure e) {
      throw e;
    } catch (IOException e) {
      if ((e instanceof Refused refused && !refused.again()) || !succeeds(done)) {
        throw e;
      }
      return true;
    }
  }

  private static boolean succeeds(Retry.Attempt<Boolean> question) {
    try {
      return question.run();
    } catch (IOException e) {
      return false;
    }
  }

  private Duration pause(int n, Refused refused) {
    Duration asked = refused.after();
    if (asked != null) {
      return asked;
    }
    Duration full = limits.backoff().multipliedBy(1L << Math.min(n, MAX_DOUBLINGS));
    Duration capped = full.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : full;
    double jitter = ThreadLocalRandom.current().nextDouble(0.5, 1);
    return Duration.ofNanos((long) (capped.toNanos() * jitter));
  }
}
