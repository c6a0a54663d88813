package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The quickstart's project with what else a bundle may hold: an empty file, a file above the size
 * from which files are layers of their own, names that are not ASCII.
 */
final class Sample {
  static final List<String> DATA =
      List.of("data/contacts.csv", "data/größe.txt", "data/deep/er/leaf.txt", "data/weights.bin");

  private Sample() {}

  static Path copyTo(Path directory) {
    Path source = Path.of("../quickstart/project");
    try (Stream<Path> tree = Files.walk(source)) {
      for (Path from : tree.filter(Files::isRegularFile).toList()) {
        Path to = directory.resolve(source.relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
      }
      write(directory, "data/größe.txt", "ä\r\n".getBytes(StandardCharsets.UTF_8));
      write(directory, "data/deep/er/leaf.txt", new byte[0]);
      byte[] weights = new byte[3 << 19];
      new Random(7).nextBytes(weights);
      write(directory, "data/weights.bin", weights);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path directory, String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  static Manifest manifest(Path project) {
    return Bundle.open(project)
        .discover()
        .select(model -> model.id().startsWith("epi."))
        .with(DATA)
        .manifest();
  }
}
