package io.modelops.bundle.registry.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Judges the address of a token server that a registry names. It is not to be a way into the
 * network that the caller is in, so addresses by number and local names are refused, the registry's
 * own host excepted. And it is not to be a way to get a secret in the clear: plain HTTP is for the
 * host of a registry that is itself reached so.
 */
final class Realm {
  private Realm() {}

  /** The address if it is to be trusted. */
  static Optional<URI> of(String text, Origin registry) {
    try {
      URI realm = new URI(text);
      Origin origin = Origin.of(realm);
      boolean home = origin.host().equals(registry.host());
      boolean clear = origin.plain() && !(home && registry.plain());
      boolean inside = !home && (origin.isAddress() || origin.isLocalName());
      return clear || inside || realm.getRawFragment() != null
          ? Optional.empty()
          : Optional.of(realm);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
