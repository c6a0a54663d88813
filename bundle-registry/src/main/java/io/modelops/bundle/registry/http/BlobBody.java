package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.wire.Body;
import io.modelops.bundle.spi.Blob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A blob as the body of requests. A fault of the source, and a source of another size than was
 * announced, is a {@link SourceFailure}, so that it is not taken for a fault of the network.
 */
record BlobBody(Blob blob, long size, boolean isAlone) implements Body {
  static final BlobBody EMPTY = new BlobBody(Blob.of(new byte[0]), 0);

  BlobBody(Blob blob, long size) {
    this(blob, size, false);
  }

  @Override
  public InputStream open() throws SourceFailure {
    try {
      return new Checked(blob.open(), size);
    } catch (Throwable e) { // carried to the calling thread, whatever it is
      throw new SourceFailure(e);
    }
  }

  private static final class Checked extends FilterInputStream {
    private final long size;
    private long read;

    Checked(InputStream in, long size) {
      super(in);
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws SourceFailure {
      try {
        int n = super.read(buffer, offset, length);
        read += Math.max(n, 0);
        if (n < 0 ? read < size : read > size) {
          throw new IOException(
              "the content is not of the " + size + " bytes it was announced with");
        }
        return n;
      } catch (Throwable e) { // carried to the calling thread, whatever it is
        throw new SourceFailure(e);
      }
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IOException e) {
        // what was read of it has been judged by its digest
      }
    }
  }
}
