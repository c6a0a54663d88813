package io.modelops.bundle.registry.artifact;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Files that become one layer.
 *
 * @param title the directory of a pack, empty only for the pack of the root; else the file
 * @param files sorted by UTF-8 bytes of their paths
 */
record Layer(String title, List<SourceFile> files, boolean packed) {
  /** What the manifest says of a file beside its title, with the longest number as size. */
  private static final int RAW_BYTES = 218;

  private static final int PACK_BYTES = 368;

  Layer {
    files = List.copyOf(files);
  }

  static Layer raw(SourceFile file) {
    return new Layer(file.path(), List.of(file), false);
  }

  static Layer pack(String title, List<SourceFile> files) {
    return new Layer(title, files, true);
  }

  /** At least as many bytes as the layer takes in the OCI manifest. */
  int manifestBytes() {
    return title.getBytes(StandardCharsets.UTF_8).length + (packed ? PACK_BYTES : RAW_BYTES);
  }
}
