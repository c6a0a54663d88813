package io.modelops.bundle.value;

import java.io.Serializable;

/**
 * A content digest as the OCI image specification writes it: {@code algorithm:hex}, lower case.
 *
 * @param algorithm the registered algorithm name, such as {@code sha256}
 * @param hex the digest in lower-case hexadecimal
 */
public record Digest(String algorithm, String hex) implements Comparable<Digest>, Serializable {
  public Digest {
    int length = lengthOf(algorithm);
    if (hex.length() != length || !isHex(hex)) {
      throw new IllegalArgumentException(
          algorithm
              + " digest is not "
              + length
              + " lower-case hexadecimal digits: "
              + BundlePath.quote(hex));
    }
  }

  /**
   * Reads {@code algorithm:hex}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not a digest (algorithm:hex): " + BundlePath.quote(text));
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static int lengthOf(String algorithm) {
    return switch (algorithm) {
      case "sha256" -> 64;
      case "sha384" -> 96;
      case "sha512" -> 128;
      default ->
          throw new IllegalArgumentException(
              "unsupported digest algorithm: " + BundlePath.quote(algorithm));
    };
  }

  @Override
  public int compareTo(Digest other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
