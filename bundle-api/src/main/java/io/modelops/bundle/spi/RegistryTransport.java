package io.modelops.bundle.spi;

import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;

/** One kind of place where bundles are kept, such as registries over HTTP or image layouts. */
public non-sealed interface RegistryTransport extends Provider {
  /** Whether the reference names a place of this kind. */
  boolean accepts(Reference reference);

  /**
   * Opens the repository of a reference; its tag or digest plays no part.
   *
   * @param reference one that {@link #accepts} takes
   */
  Repository open(Reference reference, Settings settings) throws IOException;

  /**
   * Asks a registry whether it lets in who logs in with the credentials of the settings. What may
   * be done there is not asked.
   *
   * @param reference names the registry; repository, tag and digest play no part
   * @return whether the registry asked for credentials
   * @throws IOException if it lets nobody in so, with {@link
   *     io.modelops.bundle.error.RegistryException} preferred; or if places of this kind have no
   *     logins
   */
  default boolean logIn(Reference reference, Settings settings) throws IOException {
    throw new IOException("there are no logins to places of this kind");
  }

  /**
   * What a repository works with.
   *
   * @param credentials asked in this order; of those that the caller gave, the one for the longest
   *     place first
   */
  record Settings(
      Environment environment,
      List<CredentialSource> credentials,
      RegistryOptions options,
      Operation operation) {
    public Settings {
      credentials = GivenCredential.longestFirst(credentials);
    }
  }
}
