package io.modelops.bundle.value;

import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
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
  private final Remote remote;
  private final boolean refused;
  private final List<Descriptor> send;
  private final List<Descriptor> present;

  private PushPlan(
      Reference reference,
      Digest digest,
      Digest bundleDigest,
      Remote remote,
      boolean refused,
      List<Descriptor> send,
      List<Descriptor> present) {
    this.reference = reference;
    this.digest = digest;
    this.bundleDigest = bundleDigest;
    this.remote = remote;
    this.refused = refused;
    this.send = List.copyOf(send);
    this.present = List.copyOf(present);
  }

  public static PushPlan of(
      Reference reference,
      Digest digest,
      Digest bundleDigest,
      Remote remote,
      boolean refused,
      List<Descriptor> send,
      List<Descriptor> present) {
    return new PushPlan(reference, digest, bundleDigest, remote, refused, send, present);
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
    return remote.digest();
  }

  /**
   * How the bundle stands to what the tag names. Without a workspace nothing is remembered, and
   * whatever else is there counts as older.
   */
  public RemoteState state() {
    return remote.state();
  }

  /** Whether the push would be refused: it would replace what was never seen here. */
  public boolean isRefused() {
    return refused;
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
    return Arrays.asList(reference, digest, bundleDigest, remote, refused, send, present);
  }
}
