package io.modelops.bundle.registry.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body that knows its end, so that what comes after it on the connection is not read. */
abstract class FramedStream extends InputStream {
  private volatile boolean ended;

  /** Whether everything was read, and the connection is at the next answer. */
  final boolean isEnded() {
    return ended;
  }

  final void end() {
    ended = true;
  }

  static EOFException cut() {
    return new EOFException("the connection was closed within the answer");
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    return ended ? -1 : length == 0 ? 0 : next(buffer, offset, length);
  }

  /** Reads at least one byte, or finds the end. */
  abstract int next(byte[] buffer, int offset, int length) throws IOException;
}
