package io.modelops.bundle.internal.project;

import java.io.Serializable;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a content is another than before, without a digest. It protects from edits, not
 * from attackers.
 *
 * @param size in bytes
 * @param checks two cyclic redundancy checks by different polynomials
 */
public record Fingerprint(long size, long checks) implements Serializable {

  static Fingerprint of(byte[] content) {
    Maker maker = new Maker();
    maker.update(content, content.length);
    return maker.made();
  }

  /** As that of any record, but made when compiled, which saves a start some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint that && that.size == size && that.checks == checks;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(checks);
  }

  /** Takes a content part by part; for one thread. */
  static final class Maker {
    private final Checksum first = new CRC32();
    private final Checksum second = new CRC32C();
    private long size;

    void update(byte[] bytes, int length) {
      first.update(bytes, 0, length);
      second.update(bytes, 0, length);
      size += length;
    }

    Fingerprint made() {
      return new Fingerprint(size, first.getValue() << Integer.SIZE | second.getValue());
    }
  }
}
