package io.modelops.bundle.value;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** The public key of a private one, which the JDK does not tell. */
final class PublicPart {
  private PublicPart() {}

  static PublicKey of(PrivateKey key) throws GeneralSecurityException {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    if (key instanceof EdECPrivateKey ed) {
      byte[] seed = ed.getBytes().orElseThrow(() -> new GeneralSecurityException("no seed"));
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ed.getParams().getName());
      generator.initialize(ed.getParams(), new Given(seed));
      return generator.generateKeyPair().getPublic();
    }
    if (!(key instanceof ECPrivateKey ec)) {
      throw new GeneralSecurityException("an RSA key without its primes");
    }
    ECPoint point = multiply(ec.getS(), ec.getParams());
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, ec.getParams()));
  }

  /** What the JDK makes an Ed25519 key of. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }

  /** The generator of a curve over a prime field, so many times. */
  private static ECPoint multiply(BigInteger factor, ECParameterSpec curve) {
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger a = curve.getCurve().getA();
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int i = factor.bitLength() - 1; i >= 0; i--) {
      sum = add(sum, sum, a, p);
      if (factor.testBit(i)) {
        sum = add(sum, curve.getGenerator(), a, p);
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint one, ECPoint other, BigInteger a, BigInteger p) {
    if (one.equals(ECPoint.POINT_INFINITY)) {
      return other;
    }
    BigInteger x = one.getAffineX();
    BigInteger y = one.getAffineY();
    BigInteger slope;
    if (one.equals(other)) {
      BigInteger three = BigInteger.valueOf(3);
      slope = three.multiply(x.pow(2)).add(a).multiply(y.shiftLeft(1).modInverse(p));
    } else {
      BigInteger run = other.getAffineX().subtract(x);
      slope = other.getAffineY().subtract(y).multiply(run.modInverse(p));
    }
    BigInteger sumX = slope.pow(2).subtract(x).subtract(other.getAffineX()).mod(p);
    return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(p));
  }
}
