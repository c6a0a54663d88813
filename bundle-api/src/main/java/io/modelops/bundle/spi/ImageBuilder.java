package io.modelops.bundle.spi;

import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds container images with files of bundles in them. It reads the base from its repository, and
 * sends nothing: the call that asked for the image does that.
 */
public non-sealed interface ImageBuilder extends Provider {
  /**
   * Builds an image. The same base, recipe and files make the same image.
   *
   * @param manifest of the base: an image, or an index of images for several platforms
   * @throws IOException if the base is no image that can be built upon, or a file cannot be read
   */
  Image build(Repository base, Descriptor manifest, Recipe recipe, Operation operation)
      throws IOException;

  /**
   * What is put on top of the base.
   *
   * @param platform which image of an index is taken, such as {@code linux/amd64}
   * @param directory absolute, with {@code /}; the files are there, and processes start there
   * @param files by path relative to it
   * @param pythonPath absolute directories of the image, which come before those of the base
   * @param entrypoint empty: that of the base
   * @param labels added to those of the base
   * @param created of the image and its files
   */
  record Recipe(
      String platform,
      String directory,
      SortedMap<String, Blob> files,
      List<String> pythonPath,
      List<String> entrypoint,
      SortedMap<String, String> labels,
      Instant created) {
    public Recipe {
      pythonPath = List.copyOf(pythonPath);
      entrypoint = List.copyOf(entrypoint);
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
  }

  /** A built image. Its own content is there until it is closed. */
  interface Image extends Closeable {
    /** Of the manifest of the base that it was built upon. */
    Digest base();

    /** The layers of the base, which its repository has. */
    List<Descriptor> baseLayers();

    /** Config and layers that are new. */
    List<Part> parts();

    /** The OCI manifest. */
    Part manifest();
  }
}
