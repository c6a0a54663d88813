/** The facade, the stages, the values and the extension points of modelops-bundle. */
@SuppressWarnings("module") // the modules that may use internal.files come later
module io.modelops.bundle {
  requires static org.jspecify;

  exports io.modelops.bundle;
  exports io.modelops.bundle.error;
  exports io.modelops.bundle.spi;
  exports io.modelops.bundle.value;
  exports io.modelops.bundle.internal.files to
      io.modelops.bundle.discovery,
      io.modelops.bundle.manifest,
      io.modelops.bundle.registry;

  uses io.modelops.bundle.spi.AboutFormat;
  uses io.modelops.bundle.spi.ArtifactFormat;
  uses io.modelops.bundle.spi.CredentialSource;
  uses io.modelops.bundle.spi.CredentialStore;
  uses io.modelops.bundle.spi.HashAlgorithm;
  uses io.modelops.bundle.spi.ImageBuilder;
  uses io.modelops.bundle.spi.ManifestFormat;
  uses io.modelops.bundle.spi.RegistryTransport;
  uses io.modelops.bundle.spi.SettingsFormat;
  uses io.modelops.bundle.spi.SignatureFormat;
  uses io.modelops.bundle.spi.SourceParser;
  uses io.modelops.bundle.spi.SourceTree;
  uses io.modelops.bundle.spi.WorkspaceStore;
}
