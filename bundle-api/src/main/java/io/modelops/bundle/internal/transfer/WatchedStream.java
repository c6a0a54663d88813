package io.modelops.bundle.internal.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes each read brought; what the watcher throws ends the reading. */
public final class WatchedStream extends FilterInputStream {
  private static final int MAX_READ = 1 << 20;

  private final LongConsumer watcher;

  WatchedStream(InputStream in, LongConsumer watcher) {
    super(in);
    this.watcher = watcher;
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
