package io.modelops.bundle.value;

import io.modelops.bundle.error.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures count: a public key (P-256, Ed25519, or RSA of at least 2048 bits), or a
 * certificate that other certificates lead to.
 */
public final class VerificationKey extends Value {
  private static final long serialVersionUID = 1L;

  private static final int MIN_RSA_BITS = 2048;
  private static final int P256_BITS = 256;
  private static final List<String> ALGORITHMS = List.of("EC", "Ed25519", "RSA");

  private final String der;
  private final @Nullable String certificate;

  private VerificationKey(String der, @Nullable String certificate) {
    this.der = der;
    this.certificate = certificate;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException code {@code bad-key}
   */
  public static VerificationKey read(Path pem) {
    return PemFile.read(pem, VerificationKey::parse);
  }

  /**
   * Reads a public key or a certificate in PEM: {@code BEGIN PUBLIC KEY} or {@code BEGIN
   * CERTIFICATE}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static VerificationKey parse(String pem) {
    for (PemFile.Block block : PemFile.blocks(pem)) {
      if (block.label().equals("PUBLIC KEY")) {
        return of(publicKey(block.der()));
      }
      if (block.label().equals("CERTIFICATE")) {
        X509Certificate first = certificates(pem).get(0);
        try {
          return new VerificationKey(
              encoded(first.getPublicKey()),
              Base64.getEncoder().encodeToString(first.getEncoded()));
        } catch (GeneralSecurityException e) {
          throw PemFile.damaged(block.label());
        }
      }
    }
    throw new IllegalArgumentException("there is no PUBLIC KEY and no CERTIFICATE in it");
  }

  private static PublicKey publicKey(byte[] der) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // of another algorithm
      }
    }
    throw new IllegalArgumentException("its PUBLIC KEY is neither P-256 nor Ed25519 nor RSA");
  }

  /**
   * A public key of the JDK.
   *
   * @throws IllegalArgumentException if it is of another kind, or too short
   */
  static VerificationKey of(PublicKey key) {
    if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() != P256_BITS) {
      throw new IllegalArgumentException("of elliptic curves only P-256 and Ed25519 are known");
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new IllegalArgumentException("the RSA key has less than " + MIN_RSA_BITS + " bits");
    }
    return new VerificationKey(encoded(key), null);
  }

  private static String encoded(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** All certificates of a text, at least one. */
  static List<X509Certificate> certificates(String pem) {
    List<X509Certificate> all = new ArrayList<>();
    for (PemFile.Block block : PemFile.blocks(pem)) {
      if (block.label().equals("CERTIFICATE")) {
        all.add(certificate(block.der()).orElseThrow(() -> PemFile.damaged(block.label())));
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no CERTIFICATE in it");
    }
    return all;
  }

  /** Reads a certificate in DER; empty if it is none. */
  static Optional<X509Certificate> certificate(byte[] der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** The digest of the public key in DER, by which keys are told apart. */
  public Digest fingerprint() {
    return new Digest("sha256", HexFormat.of().formatHex(hash()));
  }

  /** The same digest in Base64, as cosign writes it into its bundles. */
  public String hint() {
    return Base64.getEncoder().encodeToString(hash());
  }

  private byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether certificates that lead to this one count, instead of the key alone. */
  public boolean isCertificate() {
    return certificate != null;
  }

  /** The certificate; empty for a plain key. */
  public Optional<X509Certificate> certificate() {
    return certificate == null
        ? Optional.empty()
        : certificate(Base64.getDecoder().decode(certificate));
  }

  /** How keys like this sign where nothing else is said. */
  public SignatureScheme scheme() {
    return SignatureScheme.of(key().getAlgorithm());
  }

  /** In bits, of an RSA key. */
  public int size() {
    return key() instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : P256_BITS;
  }

  private PublicKey key() {
    return publicKey(Base64.getDecoder().decode(der));
  }

  /** Whether this key signed bytes. */
  public boolean verifies(SignatureScheme scheme, byte[] message, byte[] signature) {
    return verifies(key(), scheme, message, signature);
  }

  static boolean verifies(PublicKey key, SignatureScheme scheme, byte[] message, byte[] signature) {
    try {
      if (!scheme.takes(key.getAlgorithm())) {
        return false;
      }
      Signature check = Signature.getInstance(scheme.jca());
      if (scheme.parameters() != null) {
        check.setParameter(scheme.parameters());
      }
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Whether it is this one. */
  boolean is(PublicKey other) {
    return der.equals(encoded(other));
  }

  /** The public key in PEM. */
  public String pem() {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(Base64.getDecoder().decode(der));
    return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(der, certificate);
  }

  @Override
  public String toString() {
    return (certificate == null ? "key " : "certificate of the key ") + fingerprint();
  }
}
