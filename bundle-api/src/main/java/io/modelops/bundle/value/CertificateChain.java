package io.modelops.bundle.value;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The certificates that come with a signature, that of the signer first. They are as good as the
 * trusted certificate that they lead to. Revocation is not looked up, as that needs a network.
 */
public final class CertificateChain {
  private static final int MAX_LENGTH = 10;
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  private final List<X509Certificate> certificates;

  private CertificateChain(List<X509Certificate> certificates) {
    this.certificates = certificates;
  }

  /**
   * Reads certificates in DER.
   *
   * @throws IllegalArgumentException if they are none, or too many
   */
  public static CertificateChain of(List<byte[]> der) {
    List<X509Certificate> read = new ArrayList<>();
    for (byte[] each : der) {
      read.add(
          VerificationKey.certificate(each)
              .orElseThrow(() -> new IllegalArgumentException("a certificate is damaged")));
    }
    if (read.isEmpty() || read.size() > MAX_LENGTH) {
      throw new IllegalArgumentException("it has " + read.size() + " certificates");
    }
    return new CertificateChain(read);
  }

  /** The name in the signer's certificate. */
  public String signer() {
    return certificates.get(0).getSubjectX500Principal().getName();
  }

  /** Whether the signer's key signed bytes. */
  public boolean verifies(SignatureScheme scheme, byte[] message, byte[] signature) {
    return VerificationKey.verifies(certificates.get(0).getPublicKey(), scheme, message, signature);
  }

  /**
   * Whether the signer counts: the certificates lead to that of the key and are valid now, or the
   * signer has the plain key.
   */
  public boolean isTrustedBy(VerificationKey key) {
    X509Certificate signer = certificates.get(0);
    X509Certificate anchor = key.certificate().orElse(null);
    if (anchor == null) {
      return key.is(signer.getPublicKey());
    }
    int length = certificates.indexOf(anchor);
    List<X509Certificate> path = certificates.subList(0, length < 0 ? certificates.size() : length);
    try {
      if (!maySign(signer)) {
        return false;
      }
      signer.checkValidity();
      anchor.checkValidity();
      return path.isEmpty() || leads(path, anchor);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean maySign(X509Certificate signer) throws GeneralSecurityException {
    boolean[] usage = signer.getKeyUsage();
    List<String> extended = signer.getExtendedKeyUsage();
    return usage != null && usage[0] && extended != null && extended.contains(CODE_SIGNING);
  }

  private static boolean leads(List<X509Certificate> path, X509Certificate anchor)
      throws GeneralSecurityException {
    CertPath certificates = CertificateFactory.getInstance("X.509").generateCertPath(path);
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    return CertPathValidator.getInstance("PKIX").validate(certificates, parameters) != null;
  }
}
