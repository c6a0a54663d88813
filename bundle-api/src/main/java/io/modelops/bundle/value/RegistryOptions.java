package io.modelops.bundle.value;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * How registries are talked to.
 *
 * @param plainHttp {@code host} or {@code host:port} of registries that are reached without TLS;
 *     loopback addresses need not be named
 * @param deadline how long one blob or manifest may take, retries included
 */
public record RegistryOptions(Set<String> plainHttp, Duration deadline) implements Serializable {
  private static final RegistryOptions DEFAULTS =
      new RegistryOptions(Set.of(), Duration.ofMinutes(30));

  public RegistryOptions {
    plainHttp = Set.copyOf(plainHttp);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline: " + deadline);
    }
  }

  public static RegistryOptions defaults() {
    return DEFAULTS;
  }

  public RegistryOptions withPlainHttp(String... hosts) {
    return new RegistryOptions(Set.of(hosts), deadline);
  }

  public RegistryOptions withDeadline(Duration limit) {
    return new RegistryOptions(plainHttp, limit);
  }
}
