package io.modelops.bundle.registry.http;

import io.modelops.bundle.value.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The digest of bytes. */
final class Hash {
  static final String USUAL = "sha256";

  private static final Map<String, String> JCA =
      Map.of(USUAL, "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  private Hash() {}

  /**
   * @param algorithm as digests name it
   */
  static Digest of(String algorithm, byte[] bytes) {
    String name = JCA.getOrDefault(algorithm, algorithm);
    try {
      byte[] hash = MessageDigest.getInstance(name).digest(bytes);
      return new Digest(algorithm, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no " + name, e);
    }
  }
}
