package io.modelops.bundle.registry.local;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Takes in what is pushed. */
public final class Received {
  private static final int CHUNK = 1 << 17;

  private Received() {}

  /** Where it is written. */
  @FunctionalInterface
  public interface Sink {
    /** Writes all that remains. */
    void write(ByteBuffer content) throws IOException;
  }

  /**
   * Writes a content while it is verified.
   *
   * @throws IOException if it is not what was announced
   */
  public static void of(Descriptor blob, Blob content, Sink sink) throws IOException {
    ContentCheck check = new ContentCheck(blob, 0);
    try (InputStream in = content.open()) {
      byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, blob.size()))];
      for (int n; (n = in.read(chunk)) >= 0; ) {
        check.take(chunk, 0, n);
        require(check.missing() >= 0, blob);
        sink.write(ByteBuffer.wrap(chunk, 0, n));
      }
    }
    require(check.missing() == 0 && check.otherDigest().isEmpty(), blob);
  }

  private static void require(boolean holds, Descriptor blob) throws IOException {
    if (!holds) {
      throw new IOException(blob.title() + " is not the content that was announced");
    }
  }
}
