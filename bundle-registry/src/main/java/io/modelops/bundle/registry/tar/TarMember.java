package io.modelops.bundle.registry.tar;

/**
 * A file or a directory in a tar archive.
 *
 * @param name as it is written there: what it means, and whether it is safe, is for the reader
 * @param offset of the content's first byte in the archive
 */
public record TarMember(String name, Kind kind, long size, long offset) {
  /** What it is. Of all kinds that tar knows only these are read. */
  public enum Kind {
    FILE,
    DIRECTORY
  }

  public boolean isFile() {
    return kind == Kind.FILE;
  }
}
