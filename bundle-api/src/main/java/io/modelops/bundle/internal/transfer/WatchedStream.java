package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Tells how many bytes each read brought; what the watcher throws ends the reading. */
final class WatchedStream extends FilterInputStream {
  private static final int MAX_READ = 1 << 20;

  private final LongConsumer watcher;

  WatchedStream(InputStream in, LongConsumer watcher) {
    super(in);
    this.watcher = watcher;
  }

  /** A content whose sending is told, and when it begins anew. */
  static Blob of(Blob content, Operation operation, String title) {
    AtomicLong reported = new AtomicLong();
    return () -> {
      long again = reported.getAndSet(0);
      if (again > 0) {
        operation.restarted(Phase.PUSH, title, again);
      }
      return new WatchedStream(
          content.open(),
          n -> {
            reported.addAndGet(n);
            operation.advanced(Phase.PUSH, title, n);
          });
    };
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      watcher.accept(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, Math.min(length, MAX_READ));
    if (n > 0) {
      watcher.accept(n);
    }
    return n;
  }
}
