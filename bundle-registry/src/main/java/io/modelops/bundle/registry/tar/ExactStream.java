package io.modelops.bundle.registry.tar;

import java.io.FilterInputStream;
import java.io.IOException;

/** A file's content, which must have the size that its header announced. */
final class ExactStream extends FilterInputStream {
  private final TarEntry entry;
  private long left;

  ExactStream(TarEntry entry) throws IOException {
    super(entry.content().open());
    this.entry = entry;
    this.left = entry.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    left -= Math.max(n, 0);
    if (left < 0 || (n < 0 && left > 0)) {
      throw new IOException(entry.name() + " has not the size of " + entry.size() + " bytes");
    }
    return n;
  }
}
