package io.modelops.bundle.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelops.bundle.value.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A layout with a bundle in it, of which other bundles are made that no push would make. */
final class TamperedLayout {
  static final String TITLE = "org.opencontainers.image.title";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path layout;
  private final ObjectNode manifest;

  /**
   * @param digest of the bundle's OCI manifest
   */
  TamperedLayout(Path layout, Digest digest) {
    this.layout = layout;
    this.manifest = (ObjectNode) io(() -> JSON.readTree(blob(digest.hex()).toFile()));
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T io(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path blob(String hex) {
    return layout.resolve("blobs/sha256").resolve(hex);
  }

  ObjectNode manifest() {
    return manifest;
  }

  ArrayNode layers() {
    return (ArrayNode) manifest.get("layers");
  }

  /** The layer with a title. */
  ObjectNode layer(String title) {
    for (var layer : layers()) {
      if (layer.at("/annotations/" + TITLE).asText().equals(title)) {
        return (ObjectNode) layer;
      }
    }
    throw new AssertionError(title);
  }

  void remove(String title) {
    JsonNode removed = layer(title);
    for (int i = 0; i < layers().size(); i++) {
      if (layers().get(i).equals(removed)) {
        JsonNode unused = layers().remove(i);
        return;
      }
    }
  }

  /** Where the content of a layer is kept. */
  Path content(String title) {
    return blob(layer(title).get("digest").asText().substring("sha256:".length()));
  }

  /** Gives a layer another content, which its descriptor describes. */
  void replace(String title, byte[] content) {
    layer(title).put("digest", add(content).toString()).put("size", content.length);
  }

  /** A copy of a layer with another title. */
  void addCopy(String title, String other) {
    ObjectNode copy = layer(title).deepCopy();
    ((ObjectNode) copy.get("annotations")).put(TITLE, other);
    layers().add(copy);
  }

  private Digest add(byte[] content) {
    Digest digest = digest(content);
    Path unused = io(() -> Files.write(blob(digest.hex()), content));
    return digest;
  }

  /** The bundle as it is described now. */
  String reference() {
    return "oci:" + layout + "@" + add(manifest.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes entries of an archive. */
  interface Entries {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  /** A tar archive in gzip. */
  static byte[] pack(Entries entries) {
    return io(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            entries.write(tar);
          }
          return bytes.toByteArray();
        });
  }

  /** Writes a file. */
  static void file(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Writes something else than a file. */
  static void link(TarArchiveOutputStream tar, String name, byte type, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static Digest digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new Digest("sha256", HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
