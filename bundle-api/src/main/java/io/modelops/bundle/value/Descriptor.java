package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An OCI content descriptor.
 *
 * @param size in bytes
 * @param annotations sorted by key; empty where there are none
 */
public record Descriptor(
    String mediaType, Digest digest, long size, Map<String, String> annotations)
    implements Serializable {
  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("size: " + size);
    }
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, Map.of());
  }

  /** The annotation {@code org.opencontainers.image.title}, or the digest where there is none. */
  public String title() {
    return annotations.getOrDefault("org.opencontainers.image.title", digest.toString());
  }
}
