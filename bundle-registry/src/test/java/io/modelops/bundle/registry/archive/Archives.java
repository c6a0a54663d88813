package io.modelops.bundle.registry.archive;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.artifact.LinesManifest;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.registry.tar.TarMember;
import io.modelops.bundle.registry.tar.TarReader;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A project, and archives that it is pushed to. */
final class Archives {
  static final String MARKER = "{\"imageLayoutVersion\": \"1.0.0\"}";

  private final Path directory;

  Archives(Path directory) throws IOException {
    this.directory = directory;
    if (!Files.exists(directory.resolve("project"))) {
      makeProject();
    }
  }

  private void makeProject() throws IOException {
    Files.createDirectories(directory.resolve("project/data"));
    Files.writeString(directory.resolve("project/a.txt"), "hello\n");
    byte[] large = new byte[(1 << 20) + 7];
    new Random(1).nextBytes(large);
    Files.write(directory.resolve("project/data/large.bin"), large);
  }

  Path file() {
    return directory.resolve("there/bundle.tar");
  }

  String reference(String tag) {
    return "oci-archive:" + file() + ":" + tag;
  }

  void change(String content) throws IOException {
    Files.writeString(directory.resolve("project/a.txt"), content);
  }

  Manifest manifest() {
    Providers providers =
        Providers.none()
            .with(
                new LinesManifest(),
                new BundleArtifactFormat(),
                new LayoutTransport(),
                new ArchiveTransport());
    return Bundle.open(directory.resolve("project"), providers)
        .select(List.of())
        .with(List.of("a.txt", "data/large.bin"))
        .manifest();
  }

  Repository open() throws IOException {
    return open(Operation.unobserved());
  }

  Repository open(Operation operation) throws IOException {
    return new ArchiveTransport()
        .open(
            Reference.parse(reference("v1")),
            new RegistryTransport.Settings(
                Environment.none(), List.of(), RegistryOptions.defaults(), operation));
  }

  /** Makes the archive of bytes. */
  void write(byte[] archive) throws IOException {
    Files.createDirectories(directory.resolve("there"));
    Files.write(file(), archive);
  }

  /** Names and contents, in the order of the archive. */
  Map<String, String> entries() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file())) {
      TarReader reader = new TarReader(in);
      for (TarMember member; (member = reader.next()) != null; ) {
        byte[] content = reader.content().readAllBytes();
        entries.put(member.name(), new String(content, StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  /** What is in the archive's directory. */
  List<String> beside() {
    String[] names = directory.resolve("there").toFile().list();
    return names == null ? List.of() : List.of(names);
  }
}
