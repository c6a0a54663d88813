package io.modelops.bundle.registry.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a request, which every attempt opens anew and closes. */
public interface Body {
  /** In bytes; the stream has exactly so many, or fails. */
  long size();

  InputStream open() throws IOException;

  /** Whether it wants a connection that has carried nothing yet and will carry nothing else. */
  default boolean isAlone() {
    return false;
  }

  /** Does not copy the array. */
  static Body of(byte[] content) {
    return new Body() {
      @Override
      public long size() {
        return content.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }
}
