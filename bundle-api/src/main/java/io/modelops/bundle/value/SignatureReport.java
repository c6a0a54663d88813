package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which signatures a bundle has, and which of them count. */
public final class SignatureReport extends Value {
  private static final long serialVersionUID = 1L;

  /** What a signature is worth. */
  public enum State {
    /** One of the keys signed this very manifest. */
    VALID,
    /** It may be right, but none of the keys made it. */
    UNKNOWN_KEY,
    /** It is damaged, of another manifest, or of a kind that is not read. */
    INVALID
  }

  /**
   * One signature.
   *
   * @param format that it is of, such as {@code sigstore-bundle}
   * @param manifest of the artifact that holds it
   * @param statement what it says of the bundle: a predicate type of in-toto, or the format's own
   *     type of signatures
   * @param attestation whether it says something of the bundle, such as where it comes from,
   *     instead of being a signature of it
   * @param signer the fingerprint of the key or the name in the certificate; null if not known
   * @param fault why it is invalid; null if it is not
   */
  public record Signature(
      String format,
      Digest manifest,
      String statement,
      boolean attestation,
      State state,
      @Nullable String signer,
      @Nullable String fault)
      implements Serializable {}

  private final Reference reference;
  private final Descriptor manifest;
  private final List<Signature> signatures;

  private SignatureReport(Reference reference, Descriptor manifest, List<Signature> signatures) {
    this.reference = reference;
    this.manifest = manifest;
    this.signatures = List.copyOf(signatures);
  }

  /**
   * Makes one.
   *
   * @param manifest that the reference names
   */
  public static SignatureReport of(
      Reference reference, Descriptor manifest, List<Signature> signatures) {
    return new SignatureReport(reference, manifest, signatures);
  }

  public Reference reference() {
    return reference;
  }

  /** The manifest that the reference names. */
  public Descriptor manifest() {
    return manifest;
  }

  /** In the order in which the place lists them. */
  public List<Signature> signatures() {
    return signatures;
  }

  /** Whether one of the keys signed it. What only says something of it does not count. */
  public boolean isVerified() {
    return signatures.stream().anyMatch(each -> each.state() == State.VALID && !each.attestation());
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, manifest, signatures);
  }
}
