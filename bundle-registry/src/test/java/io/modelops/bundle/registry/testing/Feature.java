package io.modelops.bundle.registry.testing;

/** In what a {@link TestRegistry} differs from the plainest registry. */
public enum Feature {
  /** It keeps lists of referrers. */
  REFERRERS,
  /** It passes over the body of the request that finishes an upload. */
  CONTENT_BY_PATCH_ONLY,
  /** It answers with the whole to a request for a part. */
  NO_RANGES,
  /** Of a body within which the connection breaks, its sessions keep what arrived. */
  KEEPS_BROKEN_PARTS
}
