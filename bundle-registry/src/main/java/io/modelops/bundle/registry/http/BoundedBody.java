package io.modelops.bundle.registry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The first bytes of a body.
 *
 * @param whole whether there were no more
 */
@SuppressWarnings("ArrayRecordComponent") // lives as long as the answer
record BoundedBody(byte[] bytes, boolean whole) {
  static final BoundedBody NONE = new BoundedBody(new byte[0], true);

  private static final int CHUNK = 16 << 10;

  /** Reads up to the limit, and one byte more to see whether that was all. */
  static BoundedBody read(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      int kept = Math.min(n, limit - bytes.size());
      bytes.write(chunk, 0, kept);
      if (kept < n) {
        return new BoundedBody(bytes.toByteArray(), false);
      }
    }
    return new BoundedBody(bytes.toByteArray(), true);
  }
}
