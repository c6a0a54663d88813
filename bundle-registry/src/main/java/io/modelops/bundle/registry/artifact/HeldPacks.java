package io.modelops.bundle.registry.artifact;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The packs of one artifact that stay in memory, so that their files are read and compressed once.
 * Packs beyond the limit are made again when they are sent.
 */
final class HeldPacks {
  private static final long MAX_BYTES = 8 << 20;

  private final AtomicLong left = new AtomicLong(MAX_BYTES);

  /** The bytes of one pack. */
  final class Bytes {
    private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void append(byte[] chunk, int length) {
      if (bytes == null) {
        return;
      }
      if (left.addAndGet(-length) >= 0) {
        bytes.write(chunk, 0, length);
      } else {
        left.addAndGet(bytes.size() + (long) length);
        bytes = null;
      }
    }

    /** Null if there was no room for them. */
    byte @Nullable [] all() {
      return bytes == null ? null : bytes.toByteArray();
    }
  }
}
