package io.modelops.bundle.spi;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.util.List;

/**
 * Keeps credentials of registries, for this program and others. What it keeps is found by the
 * {@link CredentialSource} of the same place.
 */
public non-sealed interface CredentialStore extends Provider {
  /**
   * Keeps a credential, in the place of one that is kept for the same registry. May block, for
   * example on a helper program, but ends within twenty seconds.
   *
   * @param place the registry as in a reference, with the port if one is named: {@code ghcr.io}; or
   *     an organisation or repository there: {@code ghcr.io/lab}
   * @return where it is kept, for messages: {@code Docker configuration
   *     /home/ann/.docker/config.json}
   * @throws IOException if it cannot be kept; the message holds no secret
   */
  String store(String place, Credential credential, Environment environment) throws IOException;

  /**
   * Forgets the credential of exactly this place.
   *
   * @return where it was kept, for messages; empty if there was none
   * @throws IOException if it cannot be removed; the message holds no secret
   */
  List<String> erase(String place, Environment environment) throws IOException;
}
