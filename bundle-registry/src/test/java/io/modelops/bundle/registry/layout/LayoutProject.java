package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.artifact.LinesManifest;
import io.modelops.bundle.spi.HashAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A project beside the image layout that it is pushed to. */
final class LayoutProject {
  private final Path directory;
  private final Set<String> files = new TreeSet<>();

  LayoutProject(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("project"));
  }

  LayoutProject file(String path, byte[] content) throws IOException {
    Path file = directory.resolve("project").resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    files.add(path);
    return this;
  }

  LayoutProject file(String path, String content) throws IOException {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  LayoutProject existing(String path) {
    files.add(path);
    return this;
  }

  Path layout() {
    return directory.resolve("layout");
  }

  String reference(String tag) {
    return "oci:" + layout() + ":" + tag;
  }

  Manifest manifest() {
    return manifest(bundle -> bundle);
  }

  Manifest manifest(UnaryOperator<Bundle> settings) {
    Providers providers =
        Providers.none()
            .with(new LinesManifest(), new BundleArtifactFormat(), new LayoutTransport());
    return settings
        .apply(Bundle.open(directory.resolve("project"), providers))
        .select(List.of())
        .with(files)
        .manifest();
  }

  String index() throws IOException {
    return Files.readString(layout().resolve("index.json"));
  }

  Path blob(String digest) {
    return layout().resolve("blobs").resolve(digest.replace(':', '/'));
  }

  List<Path> blobs() throws IOException {
    try (Stream<Path> blobs = Files.list(layout().resolve("blobs/sha256"))) {
      return blobs.sorted().toList();
    }
  }

  /** Nothing but what a layout has, and every blob is what its name says. */
  void isSound() throws IOException {
    try (Stream<Path> entries = Files.list(layout())) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .isSubsetOf("oci-layout", "index.json", "blobs", ".modelops-bundle-lock");
    }
    assertThat(layout().resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    for (Path blob : blobs()) {
      HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
      hasher.update(ByteBuffer.wrap(Files.readAllBytes(blob)));
      assertThat(blob).hasFileName(HexFormat.of().formatHex(hasher.digest()));
    }
  }
}
