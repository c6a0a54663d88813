package io.modelops.bundle.registry.tar;

import io.modelops.bundle.spi.Blob;

/**
 * A file or a directory to be written to a tar archive.
 *
 * @param name that of a directory ends with a slash
 */
public record TarEntry(String name, long size, Blob content) {
  private static final Blob EMPTY = Blob.of(new byte[0]);

  /**
   * A directory.
   *
   * @param name with a slash at its end
   */
  public static TarEntry directory(String name) {
    return new TarEntry(name, 0, EMPTY);
  }

  boolean isDirectory() {
    return name.endsWith("/");
  }
}
