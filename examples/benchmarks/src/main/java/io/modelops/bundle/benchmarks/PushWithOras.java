package io.modelops.bundle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import land.oras.Annotations;
import land.oras.ArtifactType;
import land.oras.Config;
import land.oras.ContainerRef;
import land.oras.LocalPath;
import land.oras.Registry;

/**
 * Pushes every file of a directory with oras-java, one layer a file. Arguments: directory,
 * reference.
 */
public final class PushWithOras {
  private PushWithOras() {}

  public static void main(String[] args) throws IOException {
    LocalPath[] files;
    try (Stream<Path> tree = Files.walk(Path.of(args[0]))) {
      files =
          tree.filter(Files::isRegularFile).sorted().map(LocalPath::of).toArray(LocalPath[]::new);
    }
    Registry.builder()
        .insecure()
        .withParallelism(8)
        .build()
        .pushArtifact(
            ContainerRef.parse(args[1]),
            ArtifactType.from("application/vnd.example.files"),
            Annotations.empty(),
            Config.empty(),
            files);
    System.out.printf("%d files%n", files.length);
    System.exit(0); // its worker threads are no daemons and outlive the push
  }
}
