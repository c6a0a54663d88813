package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/**
 * A blob as the body of one request: read piece by piece, sent with its length, and watched, so
 * that a fault of the source is not taken for one of the network.
 */
final class BlobBody implements AutoCloseable {
  private final Blob content;
  private final long size;
  private volatile long progress = System.nanoTime();
  private volatile long sent;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable InputStream stream;

  BlobBody(Blob content, long size) {
    this.content = content;
    this.size = size;
  }

  BodyPublisher publisher() {
    return size == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), size);
  }

  /** When the last byte was read, by {@link System#nanoTime}. */
  long progress() {
    return progress;
  }

  /** How much has been read for the network. */
  long sent() {
    return sent;
  }

  /** What the source threw, if it did: cancellation, a changed file. */
  void check() throws SourceFailure {
    Throwable thrown = failure;
    if (thrown != null) {
      throw new SourceFailure(thrown);
    }
  }

  @Override
  public void close() {
    InputStream open = stream;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // what was read of it has been judged by its digest
      }
    }
  }

  private @Nullable InputStream open() {
    try {
      sent = 0;
      InputStream opened = new Watched(content.open());
      stream = opened;
      return opened;
    } catch (Throwable e) { // reaches the caller by check()
      failure = e;
      return null;
    }
  }

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = super.read(buffer, offset, length);
        count(n);
        return n;
      } catch (Throwable e) { // reaches the caller by check()
        failure = e;
        throw new IOException("the source failed");
      }
    }

    private void count(int n) throws IOException {
      progress = System.nanoTime();
      long read = sent + Math.max(n, 0);
      if (n < 0 ? read < size : read > size) {
        throw new IOException("the content is not of the " + size + " bytes it was announced with");
      }
      sent = read;
    }
  }
}
