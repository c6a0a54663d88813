/** The manifest document of a bundle, {@code manifest.json}. */
module io.modelops.bundle.manifest {
  requires transitive io.modelops.bundle;
  requires com.fasterxml.jackson.core;

  exports io.modelops.bundle.manifest;

  provides io.modelops.bundle.spi.ManifestFormat with
      io.modelops.bundle.manifest.JsonManifestFormat;
}
