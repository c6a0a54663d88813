package io.modelops.bundle.internal.call;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ProviderException;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers of a call, in the order in which they are asked. Of two with one id, the first. */
public record ProviderSet(List<Provider> ordered) {
  public ProviderSet {
    ordered = List.copyOf(ordered);
  }

  /** A copy that is asked for a provider first. */
  public ProviderSet with(Provider first) {
    return new ProviderSet(Stream.concat(Stream.of(first), ordered.stream()).toList());
  }

  /** All of a kind. */
  public <P extends Provider> List<P> all(Class<P> kind) {
    List<P> all = new ArrayList<>();
    ordered.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(provider -> all.stream().noneMatch(p -> p.id().equals(provider.id())))
        .forEach(all::add);
    return all;
  }

  /**
   * The first of a kind.
   *
   * @param module which brings one
   */
  public <P extends Provider> P one(Class<P> kind, String module) {
    return some(kind, module).get(0);
  }

  /** All of a kind, at least one. */
  public <P extends Provider> List<P> some(Class<P> kind, String module) {
    List<P> all = all(kind);
    if (all.isEmpty()) {
      throw missing("no " + kind.getSimpleName(), all, module);
    }
    return all;
  }

  /** What computes the digests of an algorithm. */
  public HashAlgorithm hash(String id) {
    List<HashAlgorithm> all = all(HashAlgorithm.class);
    return Stream.concat(all.stream(), Stream.of(HashAlgorithm.SHA_256))
        .filter(algorithm -> algorithm.id().equals(id))
        .findFirst()
        .orElseThrow(() -> missing("no HashAlgorithm " + id, all, "a provider of it"));
  }

  public RegistryTransport transportFor(Reference reference) {
    List<RegistryTransport> all = all(RegistryTransport.class);
    return all.stream()
        .filter(transport -> transport.accepts(reference))
        .findFirst()
        .orElseThrow(() -> noTransport(reference, all));
  }

  private static ProviderException noTransport(Reference reference, List<RegistryTransport> have) {
    return reference instanceof Reference.Other other
        ? new ProviderException(
            ErrorCode.PROVIDER_MISSING,
            reference + ": not supported yet by any provider; have " + ids(have),
            "name a registry, oci:DIRECTORY or oci-archive:FILE, or give a RegistryTransport for "
                + other.scheme())
        : missing("no RegistryTransport for " + reference, have, "bundle-registry");
  }

  private static ProviderException missing(
      String what, List<? extends Provider> have, String module) {
    return new ProviderException(
        ErrorCode.PROVIDER_MISSING,
        what + "; have " + ids(have) + "; add " + module,
        "add " + module);
  }

  private static String ids(List<? extends Provider> have) {
    return have.stream().map(Provider::id).collect(Collectors.joining(", ", "[", "]"));
  }
}
