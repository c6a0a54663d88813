package io.modelops.bundle.discovery;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.DiscoveryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A project on disk, written file by file. */
record Project(Path root) {
  /** A class with both methods. */
  static String model(String name) {
    return """
        class %s:
            def simulate(self): ...
            def parameters(self): ...
        """
        .formatted(name);
  }

  Project with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  Project with(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Discovery discover() {
    return Bundle.open(root).discover();
  }

  Discovery discover(DiscoveryOptions options) {
    return Bundle.open(root).discover(options);
  }

  String verdicts() {
    return Report.verdicts(discover());
  }

  String issues() {
    return Report.issues(discover());
  }

  /** The files of the class with the id. */
  String files(String id) {
    return discover(DiscoveryOptions.defaults().withClasses(Set.of(id))).candidates().stream()
        .filter(model -> model.id().equals(id))
        .map(model -> String.join(" ", model.files()))
        .findFirst()
        .orElseThrow();
  }
}
