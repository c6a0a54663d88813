package io.modelops.bundle.registry.image;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory, which its owner alone may enter. */
record Scratch(Path directory, Operation operation) implements Closeable {
  private static final int CHUNK = 1 << 16;

  static Scratch make(Operation operation) throws IOException {
    return new Scratch(Files.createTempDirectory("modelops-bundle-image-"), operation);
  }

  Path resolve(String name) {
    return directory.resolve(name);
  }

  /** A file with what was written to it. */
  record Written(Path file, Digest digest, long size) {}

  /** Writes content to a file, unless the work is to stop. */
  Written write(String name, Blob content) throws IOException {
    Path file = resolve(name);
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    long size = 0;
    try (InputStream in = content.open();
        OutputStream out = Files.newOutputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int n; (n = in.read(chunk)) >= 0; size += n) {
        operation.check();
        hasher.update(ByteBuffer.wrap(chunk, 0, n));
        out.write(chunk, 0, n);
      }
    }
    String hex = HexFormat.of().formatHex(hasher.digest());
    return new Written(file, new Digest(HashAlgorithm.SHA_256.id(), hex), size);
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(directory)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
