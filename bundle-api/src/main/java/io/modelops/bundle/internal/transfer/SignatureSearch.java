package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.spi.SignatureFormat;
import io.modelops.bundle.spi.SignatureFormat.Claim;
import io.modelops.bundle.value.CertificateChain;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.SignatureReport.Signature;
import io.modelops.bundle.value.SignatureReport.State;
import io.modelops.bundle.value.SignatureScheme;
import io.modelops.bundle.value.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the signatures of a manifest, and says which of them count. */
record SignatureSearch(Remote remote, Repository repository, Descriptor subject) {
  /** Anybody who may push can add some, and each is read. */
  private static final int MAX_REFERRERS = 1_000;

  private static final int MAX_BLOB = 4 << 20;

  /** What is wrong with one signature, and says nothing of the others. */
  private static final Set<ErrorCode> DAMAGED =
      Set.of(ErrorCode.DIGEST_MISMATCH, ErrorCode.CONTENT_MISSING, ErrorCode.TOO_LARGE);

  /**
   * Something that may be a signature.
   *
   * @param fault why it is none; null if it may be one
   */
  record Found(String format, Digest manifest, @Nullable Claim claim, @Nullable String fault) {}

  /** All, those that refer to the subject first. */
  List<Found> all() throws IOException {
    List<Descriptor> referrers = repository.referrers(subject.digest(), null);
    if (referrers.size() > MAX_REFERRERS) {
      throw new IOException("more than " + MAX_REFERRERS + " manifests refer to it");
    }
    List<Found> found = new ArrayList<>();
    for (Descriptor referrer : referrers) {
      for (SignatureFormat format : formats()) {
        if (format.tag(subject.digest()).isEmpty()) {
          found.addAll(read(format, referrer));
        }
      }
    }
    for (SignatureFormat format : formats()) {
      Optional<Descriptor> tagged = tagged(format);
      if (tagged.isPresent()) {
        found.addAll(read(format, tagged.get()));
      }
    }
    return found;
  }

  List<SignatureFormat> formats() {
    return remote.call().providers().some(SignatureFormat.class, "bundle-registry");
  }

  /** What lies under the tag of a format. */
  Optional<Descriptor> tagged(SignatureFormat format) throws IOException {
    Optional<String> tag = format.tag(subject.digest());
    return tag.isPresent() ? repository.resolve(tag.get()) : Optional.empty();
  }

  private List<Found> read(SignatureFormat format, Descriptor manifest) throws IOException {
    remote.operation().check();
    try {
      byte[] document = remote.manifest(manifest, repository);
      return claims(format, manifest, document);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RegistryException e) {
      if (DAMAGED.contains(e.errorCode())) {
        return List.of(fault(format, manifest, String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  private List<Found> claims(SignatureFormat format, Descriptor manifest, byte[] document) {
    try {
      return format.read(document, this::blob).stream()
          .map(claim -> new Found(format.id(), manifest.digest(), claim, null))
          .toList();
    } catch (IOException e) {
      return List.of(fault(format, manifest, String.valueOf(e.getMessage())));
    }
  }

  private static Found fault(SignatureFormat format, Descriptor manifest, String fault) {
    return new Found(format.id(), manifest.digest(), null, fault);
  }

  private byte[] blob(Descriptor blob) throws IOException {
    if (blob.size() > MAX_BLOB) {
      throw new IOException("it has " + blob.size() + " bytes");
    }
    try (InputStream in = repository.openBlob(blob, 0)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // which is no fault of the signature
    }
  }

  /** What they are worth to someone who trusts these keys. */
  List<Signature> judged(List<Found> all, Collection<VerificationKey> keys) {
    return all.stream().map(each -> judge(each, keys)).toList();
  }

  Signature judge(Found found, Collection<VerificationKey> keys) {
    Claim claim = found.claim();
    if (claim == null) {
      return of(found, State.INVALID, null, found.fault());
    }
    if (!claim.subjects().contains(subject.digest())) {
      return of(found, State.INVALID, null, "it is a signature of something else");
    }
    return claim.certificates().isEmpty()
        ? byKey(found, claim, keys)
        : byCertificate(found, claim, keys);
  }

  private static Signature byKey(Found found, Claim claim, Collection<VerificationKey> keys) {
    for (VerificationKey key : keys) {
      if (!key.isCertificate()
          && schemes(claim, key).anyMatch(each -> verifies(key, each, claim))) {
        return of(found, State.VALID, key.fingerprint().toString(), null);
      }
    }
    return of(found, State.UNKNOWN_KEY, null, null);
  }

  private static Stream<SignatureScheme> schemes(Claim claim, VerificationKey key) {
    if (claim.scheme() != null) {
      return Stream.of(claim.scheme());
    }
    return key.scheme() == SignatureScheme.ED25519
        ? Stream.of(SignatureScheme.ED25519, SignatureScheme.ED25519PH)
        : Stream.of(key.scheme());
  }

  private static boolean verifies(VerificationKey key, SignatureScheme scheme, Claim claim) {
    return key.verifies(scheme, claim.message(), claim.signature());
  }

  private static Signature byCertificate(
      Found found, Claim claim, Collection<VerificationKey> keys) {
    CertificateChain chain;
    try {
      chain = CertificateChain.of(claim.certificates());
    } catch (IllegalArgumentException e) {
      return of(found, State.INVALID, null, e.getMessage());
    }
    SignatureScheme scheme = claim.scheme();
    if (scheme == null || !chain.verifies(scheme, claim.message(), claim.signature())) {
      return of(found, State.INVALID, chain.signer(), "its certificate's key did not sign it");
    }
    boolean trusted = keys.stream().anyMatch(chain::isTrustedBy);
    return of(found, trusted ? State.VALID : State.UNKNOWN_KEY, chain.signer(), null);
  }

  private static Signature of(
      Found found, State state, @Nullable String signer, @Nullable String fault) {
    Claim claim = found.claim();
    return new Signature(
        found.format(),
        found.manifest(),
        claim == null ? "" : claim.statement(),
        claim != null && claim.attestation(),
        state,
        signer,
        fault);
  }
}
