package io.modelops.bundle.spi;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.util.Optional;

/** Knows credentials of registries. */
public non-sealed interface CredentialSource extends Provider {
  /**
   * Looks a credential up; empty: ask the next source. May block, for example on a helper program,
   * but ends within ten seconds. Of several that fit, the one for the most specific place.
   *
   * @param host the registry as in the reference, with the port if one is named
   * @param repository as in the reference, such as {@code lab/seir}; empty for the registry as a
   *     whole
   * @throws IOException if there is something for this host and it cannot be read; the message
   *     holds no secret
   */
  Optional<Credential> find(String host, String repository, Environment environment)
      throws IOException;

  /**
   * One credential for one registry or a part of it.
   *
   * @param place the host as in the reference, with the port if one is named: {@code ghcr.io}; or
   *     an organisation or repository there: {@code ghcr.io/lab}, which beats the host's credential
   */
  static CredentialSource of(String place, String username, String secret) {
    return new GivenCredential(place, new Credential(username, secret, "given by the caller"));
  }
}
