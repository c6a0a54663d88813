package io.modelops.bundle.cli;

import io.modelops.bundle.Providers;
import io.modelops.bundle.discovery.CitationAbout;
import io.modelops.bundle.discovery.DiskSourceTree;
import io.modelops.bundle.discovery.PyprojectAbout;
import io.modelops.bundle.discovery.PyprojectSettings;
import io.modelops.bundle.discovery.PythonSourceParser;
import io.modelops.bundle.manifest.JsonManifestFormat;
import io.modelops.bundle.manifest.PythonIndexFormat;
import io.modelops.bundle.manifest.workspace.FileWorkspaceStore;
import io.modelops.bundle.registry.archive.ArchiveTransport;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.artifact.PythonArtifactFormat;
import io.modelops.bundle.registry.credentials.DockerConfigCredentials;
import io.modelops.bundle.registry.credentials.DockerConfigStore;
import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.image.JibImageBuilder;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.registry.signature.NotationFormat;
import io.modelops.bundle.registry.signature.SigstoreBundleFormat;
import io.modelops.bundle.registry.signature.SimpleSigningFormat;

/**
 * The providers that this program is made of. To look for them takes a tenth of a short command.
 */
final class Parts {
  private Parts() {}

  static Providers providers() {
    return Providers.none()
        .with(
            new ArchiveTransport(),
            new BundleArtifactFormat(),
            new CitationAbout(),
            new DiskSourceTree(),
            new DockerConfigCredentials(),
            new DockerConfigStore(),
            new FileWorkspaceStore(),
            new HttpTransport(),
            new JibImageBuilder(),
            new JsonManifestFormat(),
            new LayoutTransport(),
            new NotationFormat(),
            new PyprojectAbout(),
            new PyprojectSettings(),
            new PythonArtifactFormat(),
            new PythonIndexFormat(),
            new PythonSourceParser(),
            new SigstoreBundleFormat(),
            new SimpleSigningFormat());
  }
}
