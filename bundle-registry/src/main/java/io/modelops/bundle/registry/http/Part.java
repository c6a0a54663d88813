package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stretch of a blob. */
final class Part extends FilterInputStream {
  private long left;

  private Part(InputStream in, long size) {
    super(in);
    this.left = size;
  }

  static Blob of(Blob whole, long offset, long size) {
    return () -> {
      InputStream in = whole.open();
      try {
        in.skipNBytes(offset);
        return new Part(in, size);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = super.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(n, 0);
    return n;
  }
}
