package io.modelops.bundle.value;

import java.util.List;

/**
 * What a push did. Config and layers are in the order of the OCI manifest.
 *
 * @param digest of the OCI manifest
 * @param bundleDigest of manifest.json
 * @param sent blobs that were uploaded
 * @param present blobs that were there already
 * @param bytesSent size of the uploaded blobs, in bytes
 */
public record PushResult(
    Reference reference,
    Digest digest,
    Digest bundleDigest,
    List<Descriptor> sent,
    List<Descriptor> present,
    long bytesSent) {
  public PushResult {
    sent = List.copyOf(sent);
    present = List.copyOf(present);
  }
}
