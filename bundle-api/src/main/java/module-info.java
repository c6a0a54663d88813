/** The facade, the stages, the values and the extension points of modelops-bundle. */
module io.modelops.bundle {
  requires static org.jspecify;

  exports io.modelops.bundle;
  exports io.modelops.bundle.spi;
  exports io.modelops.bundle.value;

  uses io.modelops.bundle.spi.ArtifactFormat;
  uses io.modelops.bundle.spi.CredentialSource;
  uses io.modelops.bundle.spi.HashAlgorithm;
  uses io.modelops.bundle.spi.ManifestFormat;
  uses io.modelops.bundle.spi.RegistryTransport.Factory;
  uses io.modelops.bundle.spi.SettingsFormat;
  uses io.modelops.bundle.spi.SourceParser;
  uses io.modelops.bundle.spi.SourceTree;
  uses io.modelops.bundle.spi.WorkspaceStore;
}
