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
