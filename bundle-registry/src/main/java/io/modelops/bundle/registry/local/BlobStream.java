package io.modelops.bundle.registry.local;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A blob in a file, verified while it is read. */
public final class BlobStream extends InputStream {
  private final InputStream content;
  private final ContentCheck check;
  private final Supplier<RegistryException> damaged;
  private boolean ended;

  private BlobStream(InputStream content, ContentCheck check, Supplier<RegistryException> damaged) {
    this.content = content;
    this.check = check;
    this.damaged = damaged;
  }

  /**
   * Opens the blob.
   *
   * @param start of the blob in the file
   * @param offset of the first byte to read in the blob
   * @param damaged says that the file has something else there
   */
  public static InputStream open(
      Path file, long start, Descriptor blob, long offset, Supplier<RegistryException> damaged)
      throws IOException {
    ContentCheck check = new ContentCheck(blob, offset);
    return new BlobStream(
        ChannelRange.of(file, start + offset, start + blob.size()), check, damaged);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = content.read(buffer, offset, length);
      if (n > 0) {
        check.take(buffer, offset, n);
      }
      if (n < 0 && !ended && check.otherDigest().isPresent()) {
        throw damaged.get(); // and the next read fails, too
      }
      ended |= n < 0;
      return n;
    } catch (EOFException e) {
      throw damaged.get();
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
