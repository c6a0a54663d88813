package io.modelops.bundle.registry.image;

import io.modelops.bundle.registry.archive.ArchiveTransport;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.registry.tar.GzipStream;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.ImageBuilder;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What Jib has built, put upon the base as it is. */
record BuiltImage(
    Digest base, List<Descriptor> baseLayers, List<Part> parts, Part manifest, Scratch scratch)
    implements ImageBuilder.Image {

  /** Reads the archive that Jib wrote. */
  static BuiltImage of(ImageJson json, BaseImage base, Digest built, Scratch scratch)
      throws IOException {
    try (Repository archive = open(scratch)) {
      Descriptor found =
          archive
              .resolve(built.toString())
              .orElseThrow(() -> new IOException("the image was not written"));
      BaseImage alone = BaseImage.read(json, archive, found, "");
      byte[] config = json.joined(base.configuration(), alone.configuration());
      List<Part> parts = new ArrayList<>();
      parts.add(part(ImageJson.CONFIG_TYPE, config));
      for (Descriptor layer : alone.layers()) {
        parts.add(packed(archive, layer, scratch));
      }
      List<Descriptor> layers = new ArrayList<>(base.layers());
      parts.subList(1, parts.size()).forEach(part -> layers.add(part.descriptor()));
      byte[] manifest = json.manifest(parts.get(0).descriptor(), layers);
      return new BuiltImage(
          base.manifest().digest(),
          base.layers(),
          List.copyOf(parts),
          part(ImageJson.MANIFEST_TYPE, manifest),
          scratch);
    }
  }

  private static Repository open(Scratch scratch) throws IOException {
    Path file = scratch.resolve(JibBuild.ARCHIVE);
    return new ArchiveTransport()
        .open(
            new Reference.Archive(file, "latest", null),
            new RegistryTransport.Settings(
                Environment.none(), List.of(), RegistryOptions.defaults(), scratch.operation()));
  }

  private static Part part(String type, byte[] content) {
    Digest digest = ContentCheck.digest("sha256", content);
    return new Part(new Descriptor(type, digest, content.length), Blob.of(content));
  }

  /** A layer, packed by our own compressor: that of the JDK differs between machines. */
  private static Part packed(Repository archive, Descriptor layer, Scratch scratch)
      throws IOException {
    Scratch.Written packed =
        scratch.write(
            "layer-" + layer.digest().hex(),
            () -> new GzipStream(new GZIPInputStream(archive.openBlob(layer, 0))));
    return new Part(
        new Descriptor(ImageJson.LAYER_TYPE, packed.digest(), packed.size()),
        () -> Files.newInputStream(packed.file()));
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
