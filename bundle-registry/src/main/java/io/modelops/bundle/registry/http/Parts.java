package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a blob as bodies of requests, one after the other. A part that begins where the last
 * one ended goes on with its stream, so that the blob is read once; any other opens the blob anew.
 */
final class Parts implements AutoCloseable {
  private final Blob whole;
  private final long size;
  private final boolean alone;
  private final AtomicReference<@Nullable Rest> rest = new AtomicReference<>();
  private volatile boolean closed;

  /** A stream that nobody reads at present, and where it stands. */
  private record Rest(InputStream in, long position) {}

  /**
   * @param alone whether each part wants a connection of its own
   */
  Parts(Blob whole, long size, boolean alone) {
    this.whole = whole;
    this.size = size;
    this.alone = alone;
  }

  BlobBody of(long offset, long length) {
    return new BlobBody(() -> open(offset, length), length, alone);
  }

  private InputStream open(long offset, long length) throws IOException {
    Rest last = rest.getAndSet(null);
    if (last != null && last.position() == offset) {
      return new Part(last.in(), offset, length);
    }
    if (last != null) {
      last.in().close();
    }
    InputStream in = whole.open();
    try {
      in.skipNBytes(offset);
      return new Part(in, offset, length);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void leave(InputStream in, long position) {
    rest.set(new Rest(in, position));
    if (closed) {
      close();
    }
  }

  /** Closes what is open, except for a part that is being read, which closes itself. */
  @Override
  public void close() {
    closed = true;
    try {
      Rest last = rest.getAndSet(null);
      if (last != null) {
        last.in().close();
      }
    } catch (IOException e) {
      // what was read of it has been judged by its digest
    }
  }

  private final class Part extends FilterInputStream {
    private final long end;
    private long left;

    Part(InputStream in, long offset, long length) {
      super(in);
      this.end = offset + length;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** The last part ends where the blob does, which judges itself there. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0 && end < size) {
        return -1;
      }
      int most = end < size ? (int) Math.min(length, left) : length;
      int n = super.read(buffer, offset, most);
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public void close() throws IOException {
      if (left == 0 && end < size) {
        leave(in, end);
      } else {
        super.close();
      }
    }
  }
}
