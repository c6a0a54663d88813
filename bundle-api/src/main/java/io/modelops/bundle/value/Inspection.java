package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bundle as a registry or layout has it, read from its two small blobs. */
public final class Inspection extends Value {
  private static final long serialVersionUID = 1L;

  private final Reference reference;
  private final Descriptor manifest;
  private final ManifestContent content;
  private final List<Descriptor> layers;

  private Inspection(
      Reference reference, Descriptor manifest, ManifestContent content, List<Descriptor> layers) {
    this.reference = reference;
    this.manifest = manifest;
    this.content = content;
    this.layers = List.copyOf(layers);
  }

  public static Inspection of(
      Reference reference, Descriptor manifest, ManifestContent content, List<Descriptor> layers) {
    return new Inspection(reference, manifest, content, layers);
  }

  public Reference reference() {
    return reference;
  }

  /** The reference by the digest of the OCI manifest: the same bundle, whatever the tag does. */
  public Reference pinned() {
    Digest digest = manifest.digest();
    if (reference instanceof Reference.Registry registry) {
      return new Reference.Registry(registry.host(), registry.repository(), null, digest);
    } else if (reference instanceof Reference.Layout layout) {
      return new Reference.Layout(layout.directory(), null, digest);
    } else if (reference instanceof Reference.Archive archive) {
      return new Reference.Archive(archive.file(), null, digest);
    } else {
      Reference.Other other = (Reference.Other) reference;
      return new Reference.Other(other.scheme(), other.location(), null, digest);
    }
  }

  /** The OCI manifest; its digest names this bundle for ever, whatever the tag does. */
  public Descriptor manifest() {
    return manifest;
  }

  /** Of manifest.json, verified. */
  public ManifestContent content() {
    return content;
  }

  /** As the OCI manifest lists them. */
  public List<Descriptor> layers() {
    return layers;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, manifest, content, layers);
  }
}
