package io.modelops.bundle.benchmarks;

import io.modelops.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Pushes every file of a directory with this library. Arguments: directory, reference. */
public final class PushBundle {
  private PushBundle() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<String> files;
    try (Stream<Path> tree = Files.walk(directory)) {
      files =
          tree.filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString().replace('\\', '/'))
              .toList();
    }
    var pushed = Bundle.open(directory).select(List.of()).with(files).manifest().push(args[1]);
    System.out.printf("%d files, %d blobs sent%n", files.size(), pushed.sent().size());
  }
}
