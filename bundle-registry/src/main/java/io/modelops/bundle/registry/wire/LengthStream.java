package io.modelops.bundle.registry.wire;

import java.io.IOException;

/** A body whose length was announced. */
final class LengthStream extends FramedStream {
  private final Source in;
  private long left;

  LengthStream(Source in, long length) {
    this.in = in;
    this.left = length;
    if (length == 0) {
      end();
    }
  }

  @Override
  int next(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw cut();
    }
    left -= n;
    if (left == 0) {
      end();
    }
    return n;
  }
}
