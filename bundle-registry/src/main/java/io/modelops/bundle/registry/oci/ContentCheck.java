package io.modelops.bundle.registry.oci;

import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts and hashes content as it passes by. Content from a later byte is only counted. */
public final class ContentCheck {
  private static final Map<String, String> JCA =
      Map.of("sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  private final Descriptor expected;
  private final @Nullable MessageDigest hash;
  private long position;

  /**
   * @param offset of the first byte to come
   */
  public ContentCheck(Descriptor expected, long offset) {
    if (offset < 0 || offset > expected.size()) {
      throw new IllegalArgumentException("offset " + offset + " of " + expected.size());
    }
    this.expected = expected;
    this.position = offset;
    this.hash = offset == 0 ? newHash(expected.digest().algorithm()) : null;
  }

  /**
   * A digest of bytes.
   *
   * @param algorithm as digests name it
   */
  public static Digest digest(String algorithm, byte[] content) {
    return new Digest(algorithm, HexFormat.of().formatHex(newHash(algorithm).digest(content)));
  }

  private static MessageDigest newHash(String algorithm) {
    String name = JCA.getOrDefault(algorithm, algorithm);
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no " + name, e);
    }
  }

  /** Takes notice of the next bytes. */
  public void take(byte[] bytes, int offset, int length) {
    position += length;
    if (hash != null) {
      hash.update(bytes, offset, length);
    }
  }

  /** Of the next byte to come. */
  public long position() {
    return position;
  }

  /** How many bytes are still to come; negative if there were too many. */
  public long missing() {
    return expected.size() - position;
  }

  /** The digest of the content that came, if it is not the one described. Ends the hashing. */
  public Optional<Digest> otherDigest() {
    if (hash == null) {
      return Optional.empty();
    }
    Digest found =
        new Digest(expected.digest().algorithm(), HexFormat.of().formatHex(hash.digest()));
    return Optional.of(found).filter(digest -> !digest.equals(expected.digest()));
  }
}
