package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.spi.ArtifactFormat.Location;
import io.modelops.bundle.spi.ArtifactFormat.PackLayer;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the layers of an artifact with its document, and finds out which files they are. */
final class Locations {
  private final Contents contents;
  private final ManifestContent document;
  private final Map<String, Descriptor> files = new HashMap<>();
  private final List<PackLayer> packs = new ArrayList<>();
  private final Set<String> titles = new HashSet<>();

  private Locations(Contents contents, ManifestContent document) {
    this.contents = contents;
    this.document = document;
  }

  /**
   * Compares.
   *
   * @throws IOException saying what does not agree
   */
  static Location of(Contents contents, ManifestContent document) throws IOException {
    Locations found = new Locations(contents, document);
    for (Descriptor layer : contents.layers()) {
      found.add(layer);
    }
    return new Location(found.files, found.packs);
  }

  /** Also those that {@code oras push} makes of directories. */
  private static boolean isPack(Descriptor layer) {
    return layer.mediaType().equals(Pack.MEDIA_TYPE)
        || "true".equals(layer.annotations().get(Pack.UNPACK));
  }

  private void add(Descriptor layer) throws IOException {
    String title = layer.annotations().get(Pack.TITLE);
    if (isPack(layer)) {
      String directory = title == null ? "" : title;
      require(titles.add(directory + "/"), "two packs are titled " + BundlePath.quote(directory));
      packs.add(new PackLayer(layer, directory));
      return;
    }
    if (title == null) {
      throw new IOException("a layer has no title, and so is no file: " + layer.digest());
    }
    require(titles.add(title), "two layers are titled " + BundlePath.quote(title));
    if (title.equals(BundleArtifactFormat.DOCUMENT_TITLE)) {
      require(
          layer.digest().equals(contents.config().digest())
              && layer.size() == contents.config().size(),
          "its layer manifest.json is another document than its config");
      return;
    }
    FileEntry listed = document.files().get(title);
    if (listed == null) {
      throw new IOException("manifest.json does not list the layer " + BundlePath.quote(title));
    }
    require(
        listed.equals(new FileEntry(layer.digest(), layer.size())),
        "the layer " + BundlePath.quote(title) + " is another one than manifest.json says");
    files.put(title, layer);
  }

  static void require(boolean holds, String fault) throws IOException {
    if (!holds) {
      throw new IOException(fault);
    }
  }
}
