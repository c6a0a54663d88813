/** Where a bundle goes: packs, OCI image layouts and registries, credentials. */
@SuppressWarnings("requires-automatic")
module io.modelops.bundle.registry {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind; // for Jib, which as an automatic module requires nothing
  requires com.google.cloud.tools.jib;
  requires com.google.common; // for Jib, too
  requires transitive io.modelops.bundle;
  requires static org.jspecify;
  requires org.slf4j;
  requires org.tomlj;

  exports io.modelops.bundle.registry.archive;
  exports io.modelops.bundle.registry.artifact;
  exports io.modelops.bundle.registry.credentials;
  exports io.modelops.bundle.registry.http;
  exports io.modelops.bundle.registry.layout;

  provides io.modelops.bundle.spi.ArtifactFormat with
      io.modelops.bundle.registry.artifact.BundleArtifactFormat;
  provides io.modelops.bundle.spi.CredentialSource with
      io.modelops.bundle.registry.credentials.DockerConfigCredentials;
  provides io.modelops.bundle.spi.RegistryTransport with
      io.modelops.bundle.registry.archive.ArchiveTransport,
      io.modelops.bundle.registry.http.HttpTransport,
      io.modelops.bundle.registry.layout.LayoutTransport;
}
