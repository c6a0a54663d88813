package io.modelops.bundle.value;

import io.modelops.bundle.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * A private key that bundles are signed with: P-256, Ed25519, or RSA of at least 2048 bits. It is
 * not serialised, and no text or message has anything of it.
 */
public final class SigningKey {
  private static final List<String> ALGORITHMS = List.of("EC", "Ed25519", "RSA");

  private final PrivateKey key;
  private final VerificationKey publicKey;
  private final List<X509Certificate> certificates;

  private SigningKey(
      PrivateKey key, VerificationKey publicKey, List<X509Certificate> certificates) {
    this.key = key;
    this.publicKey = publicKey;
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException code {@code bad-key}
   */
  public static SigningKey read(Path pem) {
    return PemFile.read(pem, SigningKey::parse);
  }

  /**
   * Reads a key in PEM, of PKCS #8 and not encrypted: {@code BEGIN PRIVATE KEY}.
   *
   * @throws IllegalArgumentException saying what is wrong with it, and what to do
   */
  public static SigningKey parse(String pem) {
    List<PemFile.Block> blocks = PemFile.blocks(pem);
    for (PemFile.Block block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return of(block.der());
        }
        case "EC PRIVATE KEY", "RSA PRIVATE KEY" ->
            throw new IllegalArgumentException(
                "it is an "
                    + block.label()
                    + "; openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW makes a PRIVATE KEY of it");
        case "ENCRYPTED PRIVATE KEY" ->
            throw new IllegalArgumentException(
                "it is encrypted; openssl pkcs8 -in OLD -out NEW makes one that is not");
        case "ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY" ->
            throw new IllegalArgumentException(
                "it is encrypted as only cosign reads it; make a key with openssl genpkey, and"
                    + " give it to cosign with cosign import-key-pair");
        default -> {
          // parameters of the curve, and the like
        }
      }
    }
    throw new IllegalArgumentException("there is no PRIVATE KEY in it");
  }

  private static SigningKey of(byte[] der) {
    for (String algorithm : ALGORITHMS) {
      try {
        PrivateKey key =
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        return new SigningKey(key, VerificationKey.of(PublicPart.of(key)), List.of()).proven();
      } catch (GeneralSecurityException e) {
        // of another algorithm
      }
    }
    throw new IllegalArgumentException("its PRIVATE KEY is neither P-256 nor Ed25519 nor RSA");
  }

  private SigningKey proven() throws GeneralSecurityException {
    byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
    if (!publicKey.verifies(scheme(), probe, sign(scheme(), probe))) {
      throw new GeneralSecurityException("the public key is another one");
    }
    return this;
  }

  /**
   * A copy that can sign for notation, which trusts certificates.
   *
   * @param pem certificates, that of this key first, each issued by the next; of P-256 or RSA
   * @throws IllegalArgumentException if the first is not of this key
   */
  public SigningKey withCertificates(String pem) {
    List<X509Certificate> chain = VerificationKey.certificates(pem);
    if (!VerificationKey.of(chain.get(0).getPublicKey()).equals(publicKey)) {
      throw new IllegalArgumentException("the first certificate is not of the signing key");
    }
    if (scheme() == SignatureScheme.ED25519) {
      throw new IllegalArgumentException("notation takes no certificate of an Ed25519 key");
    }
    return new SigningKey(key, publicKey, chain);
  }

  /**
   * {@link #withCertificates(String)} from a file.
   *
   * @throws ConfigurationException code {@code bad-key}
   */
  public SigningKey withCertificates(Path pem) {
    return PemFile.read(pem, this::withCertificates);
  }

  /** Who checks the signatures needs this. */
  public VerificationKey publicKey() {
    return publicKey;
  }

  /** That of this key first; empty without. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** How this key signs where nothing else is said. */
  public SignatureScheme scheme() {
    return publicKey.scheme();
  }

  /** Signs bytes. */
  public byte[] sign(SignatureScheme scheme, byte[] message) {
    try {
      Signature signature = Signature.getInstance(scheme.jca());
      if (scheme.parameters() != null) {
        signature.setParameter(scheme.parameters());
      }
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key does not sign by " + scheme, e);
    }
  }

  /** Names the public key only. */
  @Override
  public String toString() {
    return "SigningKey[" + publicKey + "]";
  }
}
