package io.modelops.bundle.value;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How registries are talked to. A network is a thing of its process and is not serialised. */
public final class RegistryOptions implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final RegistryOptions DEFAULTS =
      new RegistryOptions(Set.of(), Duration.ofMinutes(30), null);

  private final Set<String> plainHttp;
  private final Duration deadline;
  private final transient @Nullable Network network;

  private RegistryOptions(Set<String> plainHttp, Duration deadline, @Nullable Network network) {
    this.plainHttp = plainHttp;
    this.deadline = deadline;
    this.network = network;
  }

  public static RegistryOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Names registries that are reached without TLS; loopback addresses need not be named.
   *
   * @param registries by host, or by host and port: {@code registry.lab:5000}
   */
  public RegistryOptions withPlainHttp(String... registries) {
    return new RegistryOptions(Set.copyOf(List.of(registries)), deadline, network);
  }

  /** Limits how long one blob or manifest may take, retries included. */
  public RegistryOptions withDeadline(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("deadline: " + limit);
    }
    return new RegistryOptions(plainHttp, limit, network);
  }

  /** Uses this network and its connections, and leaves it open. */
  public RegistryOptions withNetwork(Network shared) {
    return new RegistryOptions(plainHttp, deadline, shared);
  }

  public Set<String> plainHttp() {
    return plainHttp;
  }

  public Duration deadline() {
    return deadline;
  }

  /** Empty: each call makes a direct one, and closes it. */
  public Optional<Network> network() {
    return Optional.ofNullable(network);
  }
}
