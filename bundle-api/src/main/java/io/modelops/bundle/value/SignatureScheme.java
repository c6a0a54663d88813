package io.modelops.bundle.value;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** How bytes are signed. The names of the last ones are those of RFC 7518. */
public enum SignatureScheme {
  /** ECDSA of P-256 with SHA-256, in ASN.1. */
  ECDSA_SHA256("SHA256withECDSA", "EC", 0),
  ED25519("Ed25519", "EdDSA", 0),
  /** Of the message's SHA-512, as cosign 2 signs. */
  ED25519PH("EdDSA", "EdDSA", 0),
  /** PKCS #1 v1.5. */
  RSA_SHA256("SHA256withRSA", "RSA", 0),
  ES256("SHA256withECDSAinP1363Format", "EC", 0),
  ES384("SHA384withECDSAinP1363Format", "EC", 0),
  ES512("SHA512withECDSAinP1363Format", "EC", 0),
  PS256("RSASSA-PSS", "RSA", 256),
  PS384("RSASSA-PSS", "RSA", 384),
  PS512("RSASSA-PSS", "RSA", 512);

  private static final int BITS_PER_BYTE = 8;

  private final String jca;
  private final String keyType;
  private final int pssBits;

  SignatureScheme(String jca, String keyType, int pssBits) {
    this.jca = jca;
    this.keyType = keyType;
    this.pssBits = pssBits;
  }

  String jca() {
    return jca;
  }

  /** Whether keys of an algorithm, as the JDK names it, sign so. */
  boolean takes(String algorithm) {
    return keyType.equals(algorithm) || (keyType.equals("EdDSA") && algorithm.equals("Ed25519"));
  }

  @Nullable AlgorithmParameterSpec parameters() {
    if (pssBits == 0) {
      return this == ED25519PH ? new EdDSAParameterSpec(true) : null;
    }
    String hash = "SHA-" + pssBits;
    return new PSSParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), pssBits / BITS_PER_BYTE, 1);
  }

  /** How a key of an algorithm signs where nothing else is said. */
  static SignatureScheme of(String algorithm) {
    return switch (algorithm) {
      case "EC" -> ECDSA_SHA256;
      case "RSA" -> RSA_SHA256;
      default -> ED25519;
    };
  }
}
