package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An OCI content descriptor.
 *
 * @param size in bytes
 * @param annotations sorted by key; empty where there are none
 * @param artifactType of a manifest, where the descriptor says it; else null
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    Map<String, String> annotations,
    @Nullable String artifactType)
    implements Serializable {
  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("size: " + size);
    }
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  public Descriptor(String mediaType, Digest digest, long size, Map<String, String> annotations) {
    this(mediaType, digest, size, annotations, null);
  }

  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, Map.of(), null);
  }

  /** The annotation {@code org.opencontainers.image.title}, or the digest where there is none. */
  public String title() {
    return annotations.getOrDefault("org.opencontainers.image.title", digest.toString());
  }
}
