package io.modelops.bundle.discovery.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files and directories of an environment, whose links count, as they do for Python. */
final class SmallFiles {
  private static final int MAX_TEXT = 1 << 16;

  private SmallFiles() {}

  /** The beginning of a regular file. Anything else is not opened: a pipe would wait. */
  static byte[] read(Path file, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(limit);
    }
  }

  /** The lines of a file, as far as it is short; none if it cannot be read. */
  static List<String> lines(Path file) {
    return lines(file, MAX_TEXT);
  }

  static List<String> lines(Path file, int limit) {
    try {
      String text = new String(read(file, limit), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      text.replaceFirst("^\uFEFF", "").lines().map(String::strip).forEach(lines::add);
      return lines;
    } catch (IOException e) {
      return List.of();
    }
  }
}
