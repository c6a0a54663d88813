package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project of a few files. */
record Tree(Path root) {
  Tree files(String... paths) {
    for (String path : paths) {
      write(path, "content of " + path);
    }
    return this;
  }

  Tree write(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bundle bundle() {
    return Bundle.open(root);
  }

  /** Initialized, and nothing else. */
  Workspace workspace() {
    bundle().initialize();
    return bundle().workspace();
  }

  Path path(String path) {
    return root.resolve(path);
  }

  /** Every file and link below the project, sorted. */
  List<String> all() {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
