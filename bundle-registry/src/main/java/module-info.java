/** Where a bundle goes: packs, OCI image layouts and registries, credentials. */
module io.modelops.bundle.registry {
  requires com.fasterxml.jackson.core;
  requires transitive io.modelops.bundle;

  exports io.modelops.bundle.registry.artifact;
  exports io.modelops.bundle.registry.layout;

  provides io.modelops.bundle.spi.ArtifactFormat with
      io.modelops.bundle.registry.artifact.BundleArtifactFormat;
  provides io.modelops.bundle.spi.RegistryTransport.Factory with
      io.modelops.bundle.registry.layout.LayoutTransportFactory;
}
