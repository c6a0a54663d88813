package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a push did. Config and layers are in the order of the OCI manifest. */
public final class PushResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Reference reference;
  private final Digest digest;
  private final Digest bundleDigest;
  private final List<Descriptor> sent;
  private final List<Descriptor> present;
  private final long bytesSent;

  private PushResult(
      Reference reference,
      Digest digest,
      Digest bundleDigest,
      List<Descriptor> sent,
      List<Descriptor> present,
      long bytesSent) {
    this.reference = reference;
    this.digest = digest;
    this.bundleDigest = bundleDigest;
    this.sent = List.copyOf(sent);
    this.present = List.copyOf(present);
    this.bytesSent = bytesSent;
  }

  public static PushResult of(
      Reference reference,
      Digest digest,
      Digest bundleDigest,
      List<Descriptor> sent,
      List<Descriptor> present,
      long bytesSent) {
    return new PushResult(reference, digest, bundleDigest, sent, present, bytesSent);
  }

  public Reference reference() {
    return reference;
  }

  /** Of the OCI manifest. */
  public Digest digest() {
    return digest;
  }

  /** Of manifest.json. */
  public Digest bundleDigest() {
    return bundleDigest;
  }

  /** Blobs that were uploaded. */
  public List<Descriptor> sent() {
    return sent;
  }

  /** Blobs that were there already. */
  public List<Descriptor> present() {
    return present;
  }

  /** Size of the uploaded blobs, in bytes. */
  public long bytesSent() {
    return bytesSent;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, digest, bundleDigest, sent, present, bytesSent);
  }
}
