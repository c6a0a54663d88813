package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything is what its digest says: a bundle where it is kept, or the files of a project
 * beside those of the last push or pull. All of it was read; no digest was taken from a cache.
 */
public final class VerifyResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Reference reference;
  private final Digest digest;
  private final @Nullable Digest bundleDigest;
  private final int blobs;
  private final int files;
  private final long bytes;
  private final List<Finding> findings;

  private VerifyResult(
      Reference reference,
      Digest digest,
      @Nullable Digest bundleDigest,
      int blobs,
      int files,
      long bytes,
      List<Finding> findings) {
    this.reference = reference;
    this.digest = digest;
    this.bundleDigest = bundleDigest;
    this.blobs = blobs;
    this.files = files;
    this.bytes = bytes;
    this.findings = findings;
  }

  /**
   * Nothing was read yet.
   *
   * @param digest of the OCI manifest
   */
  public static VerifyResult of(Reference reference, Digest digest) {
    return new VerifyResult(reference, digest, null, 0, 0, 0, List.of());
  }

  public VerifyResult withBundleDigest(Digest known) {
    return new VerifyResult(reference, digest, known, blobs, files, bytes, findings);
  }

  /** Says how many blobs and files were right, and how many bytes were read. */
  public VerifyResult withRead(int soundBlobs, int soundFiles, long read) {
    return new VerifyResult(
        reference, digest, bundleDigest, soundBlobs, soundFiles, read, findings);
  }

  public VerifyResult withFindings(Collection<Finding> found) {
    List<Finding> sorted = found.stream().sorted().toList();
    return new VerifyResult(reference, digest, bundleDigest, blobs, files, bytes, sorted);
  }

  /** What was verified; for a project: what was last pushed or pulled. */
  public Reference reference() {
    return reference;
  }

  /** Of the OCI manifest. */
  public Digest digest() {
    return digest;
  }

  /** Of the bundle; empty if its manifest.json cannot be read. */
  public Optional<Digest> bundleDigest() {
    return Optional.ofNullable(bundleDigest);
  }

  /** How many blobs are right, the OCI manifest included; 0 for a project. */
  public int blobs() {
    return blobs;
  }

  /** How many files are right. */
  public int files() {
    return files;
  }

  /** How many bytes were read. */
  public long bytes() {
    return bytes;
  }

  /** What is not right, sorted by what it is and by name; empty if all is well. */
  public List<Finding> findings() {
    return findings;
  }

  public boolean isSound() {
    return findings.isEmpty();
  }

  /** Whether something is known to be wrong, and not only unknown. */
  public boolean differs() {
    return findings.stream().anyMatch(finding -> finding.fault() != Fault.UNREADABLE);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, digest, bundleDigest, blobs, files, bytes, findings);
  }

  /** What a finding is about. Later versions may add kinds. */
  public enum Kind {
    /** The OCI manifest. */
    MANIFEST,
    /** The manifest document, which is the config. */
    CONFIG,
    LAYER,
    FILE
  }

  /** What is wrong with it. */
  public enum Fault {
    /** It is not there. */
    MISSING,
    /** A file of a project is another one than was pushed or pulled. */
    CHANGED,
    /** It is not what the digest says that names it, or contradicts the rest. */
    DAMAGED,
    /** It cannot be read, so nothing is known: the place does not answer, or refuses. */
    UNREADABLE
  }

  /**
   * Something that is not right.
   *
   * @param name of a file: its path; of a layer: its title
   * @param expected the digest that it should have
   * @param found the digest that it has; null if that was not found out
   * @param why in words
   */
  public record Finding(
      Kind kind, String name, Fault fault, Digest expected, @Nullable Digest found, String why)
      implements Comparable<Finding>, Serializable {
    private static final Comparator<Finding> ORDER =
        Comparator.comparing(Finding::kind)
            .thenComparing(Finding::name, BundlePath.ORDER)
            .thenComparing(Finding::expected)
            .thenComparing(Finding::why);

    @Override
    public int compareTo(Finding other) {
      return ORDER.compare(this, other);
    }
  }
}
