package io.modelops.bundle.internal.cache;

import io.modelops.bundle.internal.call.ProviderSet;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Hashes contents while they are read. */
record Hashing(ProviderSet providers, Operation operation) {
  private static final int CHUNK = 1 << 17;

  /** Takes what is read, piece by piece. */
  interface Sink {
    void write(ByteBuffer chunk) throws IOException;
  }

  /**
   * Reads a content, no further than to its size.
   *
   * @return whether it is the wanted one
   */
  boolean copy(InputStream in, FileEntry wanted, Sink to) throws IOException {
    HashAlgorithm.Hasher hasher = providers.hash(wanted.digest().algorithm()).newHasher();
    byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, wanted.size()))];
    long size = 0;
    for (int n; size <= wanted.size() && (n = in.read(chunk)) >= 0; size += n) {
      operation.check();
      to.write(ByteBuffer.wrap(chunk, 0, n));
      hasher.update(ByteBuffer.wrap(chunk, 0, n));
    }
    return size == wanted.size()
        && HexFormat.of().formatHex(hasher.digest()).equals(wanted.digest().hex());
  }

  boolean isWanted(InputStream in, FileEntry wanted) throws IOException {
    return copy(in, wanted, chunk -> {});
  }
}
