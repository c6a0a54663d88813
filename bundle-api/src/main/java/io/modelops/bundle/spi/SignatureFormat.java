package io.modelops.bundle.spi;

import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SignatureScheme;
import io.modelops.bundle.value.SigningKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to write down who signed a manifest. The format says what bytes are signed and where the
 * result lies; whose key it is and whether that counts is the library's matter.
 */
public non-sealed interface SignatureFormat extends Provider {
  /** The tag that its signatures lie under; empty where they refer to what is signed. */
  default Optional<String> tag(Digest subject) {
    return Optional.empty();
  }

  /**
   * Signs.
   *
   * @return what is to be stored; empty if the format cannot express any of it
   */
  List<Signed> sign(Request request) throws IOException;

  /**
   * What is to be signed.
   *
   * @param reference that names the subject
   * @param tagged the manifest that {@link #tag} names now; empty if none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  record Request(
      Descriptor subject,
      Reference reference,
      SigningKey key,
      SignOptions options,
      byte[] tagged) {}

  /**
   * A signature to be stored.
   *
   * @param attestation whether it says something of the subject, instead of being a signature of it
   * @param message the bytes that are signed
   * @param artifact has all blobs that are not there already
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  record Signed(boolean attestation, byte[] message, Artifact artifact) {}

  /**
   * Reads the signatures in an artifact.
   *
   * @param manifest verified against its digest
   * @param blobs of the place
   * @return empty if it is an artifact of another kind
   * @throws IOException saying what is wrong with the signature
   */
  List<Claim> read(byte[] manifest, Blobs blobs) throws IOException;

  /** The small blobs of a place. */
  @FunctionalInterface
  interface Blobs {
    /**
     * Reads one whole, verified.
     *
     * @throws IOException if it is too large, or not there
     */
    byte[] read(Descriptor blob) throws IOException;
  }

  /**
   * What somebody claims to have signed. Nothing is checked yet.
   *
   * @param statement what it says of its subjects: a predicate type, or the format's own type
   * @param attestation as of {@link Signed}
   * @param subjects the digests of the manifests that were signed
   * @param message the bytes that were signed
   * @param scheme null: as keys of its kind do it where nothing else is said
   * @param certificates in DER, that of the signer first; empty where the format has none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  record Claim(
      String statement,
      boolean attestation,
      List<Digest> subjects,
      byte[] message,
      byte[] signature,
      @Nullable SignatureScheme scheme,
      List<byte[]> certificates) {}
}
