package io.modelops.bundle.spi;

/**
 * Anything that can be plugged in. The permitted subtypes are all there are.
 *
 * <p>Providers are shared by every stage and thread, so they keep no state of a call.
 */
public sealed interface Provider
    permits AboutFormat,
        ArtifactFormat,
        CredentialSource,
        CredentialStore,
        HashAlgorithm,
        ImageBuilder,
        ManifestFormat,
        RegistryTransport,
        SettingsFormat,
        SignatureFormat,
        SourceParser,
        SourceTree,
        WorkspaceStore {
  /** Short, stable, unique among providers of its kind, such as {@code python}. */
  String id();
}
