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

  /**
   * Runs attempts until one succeeds, or one fails for good. A server that is silent in two
   * attempts running is not asked again. That a registry is asked too fast is no failure of an
   * attempt, so only the deadline ends that.
   *
   * @param doing completes "cannot ..."
   * @throws IOException of the source of the content; everything else is a RegistryException
   */
  <T> T run(String doing, Deadline deadline, Attempt<T> attempt) throws IOException {
    int failed = 0;
    int silent = 0;
    for (int n = 0; ; n++) {
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
      boolean tooFast = refused.error().status() == 429;
      failed += tooFast ? 0 : 1;
      silent = refused.error().errorCode() == ErrorCode.TIMEOUT ? silent + 1 : 0;
      Duration pause = pause(n, refused);
      boolean last = !refused.again() || failed > limits.retries() || silent >= MAX_SILENT;
      if (last || pause.compareTo(Limits.MAX_PAUSE) > 0 || deadline.leaves(pause)) {
        throw refused.error();
      }
      LOG.debug("attempt {} failed, next in {}: {}", n + 1, pause, refused.getMessage());
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
