package io.modelops.bundle.spi;

import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the regular files of a project. Paths are relative to it and {@code /}-separated. */
public interface SourceFiles {
  /**
   * What is known of a file without reading it. Two equal answers, one before and one after a file
   * is read, mean that it did not change meanwhile.
   *
   * @return empty if nothing is known, as of a buffer
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException saying why, if it is no regular file
   */
  Optional<FileStat> stat(Path root, String path) throws IOException;

  /**
   * Opens a file at its first byte. The caller closes the stream.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException saying why, if it is no regular file, or cannot be read
   */
  InputStream open(Path root, String path) throws IOException;

  /**
   * Reads a file whole.
   *
   * @param limit at most this many bytes are returned, so that a caller that asks for one more than
   *     it accepts can tell
   */
  default byte[] read(Path root, String path, int limit) throws IOException {
    try (InputStream in = open(root, path)) {
      return in.readNBytes(limit);
    }
  }
}
