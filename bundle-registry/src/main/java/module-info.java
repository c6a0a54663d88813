/** Where the bundle goes: packs, OCI image layouts and registries, credentials. */
@SuppressWarnings("requires-automatic")
module io.modelops.bundle.registry {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind; // for Jib, which as an automatic module requires nothing
  requires com.google.cloud.tools.jib;
  requires com.google.common; // for Jib, too
  requires io.modelops.bundle;
  requires java.net.http;
  requires org.slf4j;

  provides io.modelops.bundle.spi.CredentialSource with
      io.modelops.bundle.registry.credentials.DockerConfigCredentials;
  provides io.modelops.bundle.spi.RegistryTransport.Factory with
      io.modelops.bundle.registry.http.HttpTransportFactory;
}
