package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.value.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Digests as descriptors have them. */
final class Sha256 {
  private Sha256() {}

  static HashAlgorithm.Hasher newHasher() {
    return HashAlgorithm.SHA_256.newHasher();
  }

  static Digest of(byte[] content) {
    HashAlgorithm.Hasher hasher = newHasher();
    hasher.update(ByteBuffer.wrap(content));
    return digest(hasher);
  }

  /** Ends the computation. */
  static Digest digest(HashAlgorithm.Hasher hasher) {
    return new Digest(HashAlgorithm.SHA_256.id(), HexFormat.of().formatHex(hasher.digest()));
  }
}
