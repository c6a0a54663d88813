package io.modelops.bundle.spi;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash function that the JDK brings. */
record JdkHashAlgorithm(String id, String jdkName) implements HashAlgorithm {
  @Override
  public Hasher newHasher() {
    try {
      return new JdkHasher(MessageDigest.getInstance(jdkName));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + jdkName, e);
    }
  }

  private record JdkHasher(MessageDigest message) implements Hasher {
    @Override
    public void update(ByteBuffer bytes) {
      message.update(bytes);
    }

    @Override
    public byte[] digest() {
      return message.digest();
    }
  }
}
