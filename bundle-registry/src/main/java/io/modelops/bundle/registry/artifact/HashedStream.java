package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.HashAlgorithm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Hashes what is read. */
final class HashedStream extends FilterInputStream {
  private final HashAlgorithm.Hasher hasher;

  HashedStream(InputStream in, HashAlgorithm.Hasher hasher) {
    super(in);
    this.hasher = hasher;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      hasher.update(ByteBuffer.wrap(buffer, offset, n));
    }
    return n;
  }
}
