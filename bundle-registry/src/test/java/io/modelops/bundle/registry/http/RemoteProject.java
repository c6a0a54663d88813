package io.modelops.bundle.registry.http;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.artifact.LinesManifest;
import io.modelops.bundle.registry.layout.LayoutTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A project, and the front doors to push it and to look at it from elsewhere. */
final class RemoteProject {
  static final Providers PROVIDERS =
      Providers.none()
          .with(
              new LinesManifest(),
              new BundleArtifactFormat(),
              new HttpTransport(),
              new LayoutTransport());

  private final Path directory;
  private final Set<String> files = new TreeSet<>();

  RemoteProject(Path directory) {
    this.directory = directory;
  }

  RemoteProject file(String path, String content) throws IOException {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  RemoteProject file(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    files.add(path);
    return this;
  }

  Manifest manifest() {
    return manifest(PROVIDERS);
  }

  Manifest manifest(Providers providers) {
    return Bundle.open(directory, providers).select(List.of()).with(files).manifest();
  }

  static Bundles bundles() {
    return Bundles.of(PROVIDERS);
  }
}
