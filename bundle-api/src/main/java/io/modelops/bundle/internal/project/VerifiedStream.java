package io.modelops.bundle.internal.project;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Passes a file on and refuses to end unless it was the expected one. */
public final class VerifiedStream extends FilterInputStream {
  private final String path;
  private final FileEntry expected;
  private final HashAlgorithm.Hasher hasher;
  private long size;
  private boolean ended;
  private boolean verified;

  VerifiedStream(String path, InputStream in, FileEntry expected, HashAlgorithm.Hasher hasher) {
    super(in);
    this.path = path;
    this.expected = expected;
    this.hasher = hasher;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      hasher.update(ByteBuffer.wrap(buffer, offset, n));
      size += n;
    }
    boolean atEnd = n < 0 && length > 0;
    if (size > expected.size() || (atEnd && !complete())) {
      throw ProjectFiles.changed(path);
    }
    return n;
  }

  private boolean complete() {
    if (!ended) {
      ended = true;
      verified =
          size == expected.size()
              && HexFormat.of().formatHex(hasher.digest()).equals(expected.digest().hex());
    }
    return verified;
  }

  @Override
  public long skip(long count) throws IOException {
    long left = count;
    byte[] chunk = new byte[(int) Math.max(1, Math.min(8192, count))];
    for (int n; left > 0 && (n = read(chunk, 0, (int) Math.min(chunk.length, left))) >= 0; ) {
      left -= n;
    }
    return count - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
