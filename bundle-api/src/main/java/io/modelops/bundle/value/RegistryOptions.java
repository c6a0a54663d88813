package io.modelops.bundle.value;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How registries are talked to. */
public final class RegistryOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final RegistryOptions DEFAULTS =
      new RegistryOptions(Set.of(), Duration.ofMinutes(30), null, null);

  private final Set<String> plainHttp;
  private final Duration deadline;
  private final @Nullable SignaturePolicy signatures;
  private final transient @Nullable Network network; // connections stay in their process

  private RegistryOptions(
      Set<String> plainHttp,
      Duration deadline,
      @Nullable SignaturePolicy signatures,
      @Nullable Network network) {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline: " + deadline);
    }
    this.plainHttp = plainHttp;
    this.deadline = deadline;
    this.signatures = signatures;
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
    return new RegistryOptions(Set.copyOf(List.of(registries)), deadline, signatures, network);
  }

  /** Limits how long one blob or manifest may take, retries included. */
  public RegistryOptions withDeadline(Duration limit) {
    return new RegistryOptions(plainHttp, limit, signatures, network);
  }

  /** Uses this network and its connections, and leaves it open. */
  public RegistryOptions withNetwork(Network shared) {
    return new RegistryOptions(plainHttp, deadline, signatures, shared);
  }

  /** Whoever reads or copies a bundle refuses one that the policy does not accept. */
  public RegistryOptions withSignatures(SignaturePolicy policy) {
    return new RegistryOptions(plainHttp, deadline, policy, network);
  }

  public Set<String> plainHttp() {
    return plainHttp;
  }

  public Duration deadline() {
    return deadline;
  }

  /** Whose signatures are asked for; empty: nobody's. */
  public Optional<SignaturePolicy> signatures() {
    return Optional.ofNullable(signatures);
  }

  /** Empty: each call makes a direct one, and closes it. */
  public Optional<Network> network() {
    return Optional.ofNullable(network);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(plainHttp, deadline, signatures, network);
  }
}
