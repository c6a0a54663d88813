package io.modelops.bundle.value;

import java.util.List;

/**
 * A bundle as a registry or layout has it, read from its two small blobs.
 *
 * @param manifest the OCI manifest; its digest names this bundle for ever, whatever the tag does
 * @param content of manifest.json, verified
 * @param layers as the OCI manifest lists them
 */
public record Inspection(
    Reference reference, Descriptor manifest, ManifestContent content, List<Descriptor> layers) {
  public Inspection {
    layers = List.copyOf(layers);
  }
}
