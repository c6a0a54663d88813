package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param connect for a connection
 * @param stall for the other side to take or send another byte; see {@link #answer}
 * @param backoff before the first retry; doubles with each
 * @param retries after the first attempt
 * @param pause how to wait between two attempts
 */
record Limits(Duration connect, Duration stall, Duration backoff, int retries, Pause pause) {
  static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(300), 5, Pause.ASLEEP);

  /** A registry that asks for more is not waited for. */
  static final Duration MAX_PAUSE = Duration.ofSeconds(60);

  /** The most bytes that are read of each. */
  static final int MAX_MANIFEST = 4 << 20;

  static final int MAX_TOKEN = 128 << 10;
  static final int MAX_ERROR = 64 << 10;
  static final int MAX_HEADER = 16 << 10;

  /** As the network says. */
  static Limits of(RegistryTransport.Settings settings) {
    return settings
        .options()
        .network()
        .map(network -> DEFAULT.withRetries(network.retries()))
        .orElse(DEFAULT);
  }

  Limits withRetries(int most) {
    return new Limits(connect, stall, backoff, most, pause);
  }

  /** After so much silence it is said who is silent. */
  Duration notice() {
    return stall.dividedBy(12);
  }

  /** A registry may move a blob once it has it, so a large one earns more patience: 16 MiB/s. */
  Duration answer(long bytesSent) {
    return stall.plusSeconds(bytesSent >> 24);
  }

  /** Who sends a byte now and then is not waited for: 1 KiB/s is the least. */
  Duration body(long bytesReceived) {
    return stall.plusSeconds(bytesReceived >> 10);
  }

  /** Waits, and stops waiting when the operation does. */
  @FunctionalInterface
  interface Pause {
    Pause ASLEEP = (duration, operation) -> new Waiting(operation).rest(duration);

    void rest(Duration duration, Operation operation);
  }
}
