package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells how much of a content was read. A stream that begins anew takes back what it reads again,
 * and nothing that it skips: the other side has that. What is told may end the reading.
 */
final class WatchedStream extends FilterInputStream {
  private static final int MAX_READ = 1 << 20;

  private final Operation operation;
  private final Phase phase;
  private final String title;
  private final AtomicLong reported;
  private long position;

  private WatchedStream(
      InputStream in, Operation operation, Phase phase, String title, AtomicLong reported) {
    super(in);
    this.operation = operation;
    this.phase = phase;
    this.title = title;
    this.reported = reported;
  }

  /** A content whose sending is told, and what of it is sent again. */
  static Blob of(Blob content, Operation operation, Phase phase, String title) {
    AtomicLong reported = new AtomicLong();
    return () -> new WatchedStream(content.open(), operation, phase, title, reported);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, Math.min(length, MAX_READ));
    if (n > 0) {
      long again = reported.getAndSet(position + n) - position;
      position += n;
      if (again > 0) {
        operation.restarted(phase, title, again);
      }
      operation.advanced(phase, title, n + Math.max(0, -again));
    }
    return n;
  }

  /** Passes over what the other side has, a piece at a time. */
  @Override
  public long skip(long count) throws IOException {
    operation.check();
    long n = super.skip(Math.min(count, MAX_READ));
    position += n;
    return n;
  }
}
