package io.modelops.bundle.spi;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.util.Optional;

/** Knows credentials of registries. */
public non-sealed interface CredentialSource extends Provider {
  /**
   * Looks a credential up; empty: ask the next source. May block, for example on a helper program,
   * but ends within ten seconds.
   *
   * @param host the registry as in the reference, with the port if one is named
   * @throws IOException if there is something for this host and it cannot be read; the message
   *     holds no secret
   */
  Optional<Credential> find(String host, Environment environment) throws IOException;

  /**
   * One credential for one registry.
   *
   * @param host as in the reference, with the port if one is named
   */
  static CredentialSource of(String host, String username, String secret) {
    return new GivenCredential(host, new Credential(username, secret, "given by the caller"));
  }
}
