/** Where a bundle goes: packs, OCI image layouts and registries, credentials. */
@SuppressWarnings("requires-automatic")
module io.modelops.bundle.registry {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind; // also for Jib, an automatic module
  requires com.google.cloud.tools.jib;
  requires com.google.cloud.tools.jib.api.buildplan;
  requires com.google.common; // for Jib, too
  requires transitive io.modelops.bundle;
  requires static org.jspecify;
  requires org.slf4j;
  requires org.tomlj;

  exports io.modelops.bundle.registry.archive;
  exports io.modelops.bundle.registry.artifact;
  exports io.modelops.bundle.registry.credentials;
  exports io.modelops.bundle.registry.http;
  exports io.modelops.bundle.registry.image;
  exports io.modelops.bundle.registry.layout;
  exports io.modelops.bundle.registry.signature;

  provides io.modelops.bundle.spi.ArtifactFormat with
      io.modelops.bundle.registry.artifact.BundleArtifactFormat,
      io.modelops.bundle.registry.artifact.PythonArtifactFormat;
  provides io.modelops.bundle.spi.CredentialSource with
      io.modelops.bundle.registry.credentials.DockerConfigCredentials;
  provides io.modelops.bundle.spi.CredentialStore with
      io.modelops.bundle.registry.credentials.DockerConfigStore;
  provides io.modelops.bundle.spi.ImageBuilder with
      io.modelops.bundle.registry.image.JibImageBuilder;
  provides io.modelops.bundle.spi.RegistryTransport with
      io.modelops.bundle.registry.archive.ArchiveTransport,
      io.modelops.bundle.registry.http.HttpTransport,
      io.modelops.bundle.registry.layout.LayoutTransport;
  provides io.modelops.bundle.spi.SignatureFormat with
      io.modelops.bundle.registry.signature.NotationFormat,
      io.modelops.bundle.registry.signature.SigstoreBundleFormat,
      io.modelops.bundle.registry.signature.SimpleSigningFormat;
}
