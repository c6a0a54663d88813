package io.modelops.bundle.registry.wire;

import java.io.IOException;

/** A body that ends with the connection, which therefore is not used again. */
final class RestStream extends FramedStream {
  private final Source in;

  RestStream(Source in) {
    this.in = in;
  }

  @Override
  int next(byte[] buffer, int offset, int length) throws IOException {
    return in.read(buffer, offset, length);
  }
}
