package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blob of an image layout, verified while it is read. */
final class LayoutBlobStream extends InputStream {
  private final LayoutDirectory directory;
  private final Descriptor descriptor;
  private final ContentCheck check;
  private final SeekableByteChannel file;
  private boolean ended;

  private LayoutBlobStream(
      LayoutDirectory directory, Descriptor descriptor, long offset, SeekableByteChannel file) {
    this.directory = directory;
    this.descriptor = descriptor;
    this.check = new ContentCheck(descriptor, offset);
    this.file = file;
  }

  /**
   * @param offset of the first byte to read
   */
  static InputStream open(LayoutDirectory directory, Descriptor descriptor, long offset)
      throws IOException {
    Path path = directory.blob(descriptor.digest());
    if (!Files.isRegularFile(path)) { // a pipe would never be open
      throw directory.refusal(
          ErrorCode.CONTENT_MISSING,
          directory.cannotRead(descriptor) + "there is no " + path,
          "push the bundle again",
          null);
    }
    SeekableByteChannel file = Files.newByteChannel(path);
    LayoutBlobStream opened = null;
    try {
      file.position(offset);
      opened = new LayoutBlobStream(directory, descriptor, offset, file);
      if (file.size() != descriptor.size()) {
        throw opened.damaged();
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = file.read(ByteBuffer.wrap(buffer, offset, length));
      if (n > 0) {
        check.take(buffer, offset, n);
      }
      verify(n < 0);
      return n;
    } catch (ClosedByInterruptException e) {
      throw DurableFile.interrupted(e);
    }
  }

  private void verify(boolean atEnd) {
    boolean first = atEnd && !ended;
    ended |= atEnd;
    if (check.missing() < 0
        || (first && (check.missing() > 0 || check.otherDigest().isPresent()))) {
      ended = false; // the next read fails, too
      throw damaged();
    }
  }

  private RegistryException damaged() {
    return directory.refusal(
        ErrorCode.DIGEST_MISMATCH,
        directory.cannotRead(descriptor) + "the file is damaged: it is not what its name says",
        "delete " + directory.blob(descriptor.digest()) + " and push the bundle again",
        null);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
