package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Digest;

/** A file of the bundle and where to read it. */
record SourceFile(String path, Digest digest, long size, Blob content) {
  private static final long LARGE = 1L << 20;

  /** Whether it is a layer of its own. */
  boolean isLarge() {
    return size >= LARGE;
  }

  /** The directory that it lies in; empty for the root. */
  String directory() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
