package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push would do. Nothing was sent to learn it. Can be serialised, so that build tools may
 * keep it.
 *
 * @param digest the OCI manifest's
 * @param remote what the tag names now; null if there is none
 * @param send blobs that would be uploaded
 * @param present blobs that are there
 */
public record PushPlan(
    Reference reference,
    Digest digest,
    Digest bundleDigest,
    @Nullable Digest remote,
    List<Descriptor> send,
    List<Descriptor> present)
    implements Serializable {
  public PushPlan {
    send = List.copyOf(send);
    present = List.copyOf(present);
  }

  /** Size of the blobs that would be uploaded, in bytes. */
  public long bytesToSend() {
    return send.stream().mapToLong(Descriptor::size).sum();
  }
}
