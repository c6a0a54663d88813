package io.modelops.bundle.spi;

import java.nio.ByteBuffer;

/**
 * A hash function. Reading files, progress and cancellation stay in the library. The one that is
 * asked first for an id computes the digests of that algorithm; without any, the JDK does.
 *
 * <p>{@link #id()} is the algorithm's name in a digest, such as {@code sha256}.
 */
public non-sealed interface HashAlgorithm extends Provider {
  /** The algorithm of manifest format 1.0. */
  HashAlgorithm SHA_256 = new JdkHashAlgorithm("sha256", "SHA-256");

  /** A new computation; used by one thread, for one content. */
  Hasher newHasher();

  /** One computation. */
  interface Hasher {
    /** Consumes the remaining bytes of the buffer. */
    void update(ByteBuffer bytes);

    /** Ends the computation. */
    byte[] digest();
  }
}
