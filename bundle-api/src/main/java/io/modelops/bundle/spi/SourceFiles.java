package io.modelops.bundle.spi;

import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
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
      byte[] start = new byte[(int) Math.min(limit, Math.max(0, in.available()) + 1L)];
      int length = in.readNBytes(start, 0, start.length);
      if (length < start.length) {
        return Arrays.copyOf(start, length);
      }
      byte[] rest = in.readNBytes(limit - length); // it is longer than it seemed to be
      byte[] whole = Arrays.copyOf(start, length + rest.length);
      System.arraycopy(rest, 0, whole, length, rest.length);
      return whole;
    }
  }
}
