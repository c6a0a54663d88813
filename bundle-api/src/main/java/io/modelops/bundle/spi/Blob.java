package io.modelops.bundle.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content that can be read again and again, so that a failed transfer can start over. */
@FunctionalInterface
public interface Blob {
  /**
   * Opens the content at its first byte. The caller closes the stream. The stream fails rather than
   * end with other content than was announced.
   */
  InputStream open() throws IOException;

  /** Does not copy the array. */
  static Blob of(byte[] content) {
    return () -> new ByteArrayInputStream(content);
  }
}
