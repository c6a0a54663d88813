/** The manifest document of a bundle, {@code manifest.json}, and the state of a workspace. */
module io.modelops.bundle.manifest {
  requires transitive io.modelops.bundle;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports io.modelops.bundle.manifest;
  exports io.modelops.bundle.manifest.workspace;

  provides io.modelops.bundle.spi.ManifestFormat with
      io.modelops.bundle.manifest.JsonManifestFormat,
      io.modelops.bundle.manifest.PythonIndexFormat;
  provides io.modelops.bundle.spi.WorkspaceStore with
      io.modelops.bundle.manifest.workspace.FileWorkspaceStore;
}
