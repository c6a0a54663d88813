package io.modelops.bundle.registry.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream made of pieces that come into being when they are reached. */
public abstract class Pieces extends InputStream {
  private InputStream current = new ByteArrayInputStream(new byte[0]);

  /** The next piece, which may be empty; null at the end, and from then on. */
  protected abstract @Nullable InputStream next() throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = current.read(buffer, offset, length);
    while (n < 0) {
      current.close();
      InputStream following = next();
      if (following == null) {
        return -1;
      }
      current = following;
      n = current.read(buffer, offset, length);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
