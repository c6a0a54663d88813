package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.Blob;
import java.util.ArrayList;
import java.util.List;

/**
 * A file or a directory in a tar archive.
 *
 * @param name that of a directory ends with a slash
 */
record TarEntry(String name, long size, Blob content) {
  private static final Blob EMPTY = Blob.of(new byte[0]);

  /**
   * The files and, each before the first file that lies in it, the directories between the title
   * and them. {@code oras} makes the title's directory and those above it, but no others.
   *
   * @param files sorted by UTF-8 bytes of their paths, so that a directory's files are together
   */
  static List<TarEntry> of(String title, List<SourceFile> files) {
    List<TarEntry> entries = new ArrayList<>();
    String previous = title + "/";
    for (SourceFile file : files) {
      String path = file.path();
      for (int end = path.indexOf('/') + 1; end > 0; end = path.indexOf('/', end) + 1) {
        String directory = path.substring(0, end);
        if (!previous.startsWith(directory)) {
          entries.add(new TarEntry(directory, 0, EMPTY));
        }
      }
      entries.add(new TarEntry(path, file.size(), file.content()));
      previous = path;
    }
    return entries;
  }

  boolean isDirectory() {
    return name.endsWith("/");
  }
}
