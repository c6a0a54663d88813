package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** As little of a manifest document as a push needs: a line for each file. */
public final class LinesManifest implements ManifestFormat {
  /** For tests of other packages too. */
  public LinesManifest() {}

  @Override
  public String id() {
    return "lines";
  }

  @Override
  public String mediaType() {
    return GivenManifest.MEDIA_TYPE;
  }

  @Override
  public String fileName() {
    return "manifest.json";
  }

  @Override
  public byte[] write(
      Map<String, Entry> models, Map<String, FileEntry> files, Operation operation) {
    Map<String, FileEntry> sorted = new TreeMap<>(BundlePath.ORDER);
    sorted.putAll(files);
    return sorted.entrySet().stream()
        .map(f -> f.getKey() + "\t" + f.getValue().digest() + "\t" + f.getValue().size() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ManifestContent read(byte[] document, Operation operation) {
    TreeMap<String, FileEntry> files = new TreeMap<>(BundlePath.ORDER);
    new String(document, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(
            fields ->
                files.put(
                    fields[0], new FileEntry(Digest.parse(fields[1]), Long.parseLong(fields[2]))));
    return ManifestContent.of(Sha256.of(document), new TreeMap<>(), files);
  }
}
