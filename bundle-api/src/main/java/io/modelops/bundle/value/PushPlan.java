package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push would do. Nothing was sent to learn it. Can be serialised, so that build tools may
 * keep it.
 */
public final class PushPlan extends Value {
  private static final long serialVersionUID = 1L;

  private final Reference reference;
  private final Digest digest;
  private final Digest bundleDigest;
  private final @Nullable Digest remote;
  private final List<Descriptor> send;
  private final List<Descriptor> present;

  private PushPlan(
      Reference reference,
      Digest digest,
      Digest bundleDigest,
      @Nullable Digest remote,
      List<Descriptor> send,
      List<Descriptor> present) {
    this.reference = reference;
    this.digest = digest;
    this.bundleDigest = bundleDigest;
    this.remote = remote;
    this.send = List.copyOf(send);
    this.present = List.copyOf(present);
  }

  public static PushPlan of(
      Reference reference,
      Digest digest,
      Digest bundleDigest,
      @Nullable Digest remote,
      List<Descriptor> send,
      List<Descriptor> present) {
    return new PushPlan(reference, digest, bundleDigest, remote, send, present);
  }

  public Reference reference() {
    return reference;
  }

  /** The OCI manifest's. */
  public Digest digest() {
    return digest;
  }

  public Digest bundleDigest() {
    return bundleDigest;
  }

  /** What the tag names now; null if there is none. */
  public @Nullable Digest remote() {
    return remote;
  }

  /** Blobs that would be uploaded. */
  public List<Descriptor> send() {
    return send;
  }

  /** Blobs that are there. */
  public List<Descriptor> present() {
    return present;
  }

  /** Size of the blobs that would be uploaded, in bytes. */
  public long bytesToSend() {
    return send.stream().mapToLong(Descriptor::size).sum();
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, digest, bundleDigest, remote, send, present);
  }
}
