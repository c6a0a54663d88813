package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.registry.tar.GzipStream;
import io.modelops.bundle.registry.tar.TarEntry;
import io.modelops.bundle.registry.tar.TarStream;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Small files as one blob: a tar in a gzip. The files are read whenever the blob is.
 *
 * @param title the directory that holds the files; empty for the pack of the root, which {@code
 *     oras} must not unpack, as it has no directory to unpack it to
 * @param files sorted by UTF-8 bytes of their paths
 */
record Pack(String title, List<SourceFile> files) implements Blob {
  static final String TITLE = "org.opencontainers.image.title";
  static final String MEDIA_TYPE = "application/vnd.modelops.bundle.pack.v1.tar+gzip";
  static final String UNPACK = "io.deis.oras.content.unpack";

  private static final int CHUNK = 1 << 16;
  private static final String TAR_DIGEST = "io.deis.oras.content.digest";

  @Override
  public InputStream open() {
    return new GzipStream(tar());
  }

  /** Reads every file once, to say what the blob's bytes are. */
  Part measured(HeldPacks held, Operation operation) throws IOException {
    HeldPacks.Bytes bytes = held.new Bytes();
    HashAlgorithm.Hasher unpacked = Sha256.newHasher();
    HashAlgorithm.Hasher blob = Sha256.newHasher();
    long size = 0;
    try (InputStream in = new GzipStream(new HashedStream(tar(), unpacked))) {
      byte[] chunk = new byte[CHUNK];
      for (int n; (n = in.read(chunk)) >= 0; size += n) {
        operation.check();
        blob.update(ByteBuffer.wrap(chunk, 0, n));
        bytes.append(chunk, n);
      }
    }
    byte[] all = bytes.all();
    return new Part(
        new Descriptor(MEDIA_TYPE, Sha256.digest(blob), size, annotations(Sha256.digest(unpacked))),
        all == null ? this : Blob.of(all));
  }

  private TarStream tar() {
    return new TarStream(entries(title, files));
  }

  /**
   * The files and, each before the first file that lies in it, the directories between the title
   * and them. {@code oras} makes the title's directory and those above it, but no others.
   *
   * @param files sorted by UTF-8 bytes of their paths, so that a directory's files are together
   */
  static List<TarEntry> entries(String title, List<SourceFile> files) {
    List<TarEntry> entries = new ArrayList<>();
    String previous = title + "/";
    for (SourceFile file : files) {
      String path = file.path();
      for (int end = path.indexOf('/') + 1; end > 0; end = path.indexOf('/', end) + 1) {
        String directory = path.substring(0, end);
        if (!previous.startsWith(directory)) {
          entries.add(TarEntry.directory(directory));
        }
      }
      entries.add(new TarEntry(path, file.size(), file.content()));
      previous = path;
    }
    return entries;
  }

  private Map<String, String> annotations(Digest unpacked) {
    return title.isEmpty()
        ? Map.of(TAR_DIGEST, unpacked.toString())
        : Map.of(TAR_DIGEST, unpacked.toString(), UNPACK, "true", TITLE, title);
  }
}
