package io.modelops.bundle.internal.cache;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.ProviderSet;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What bundles consist of, as far as a cache has their documents. */
public final class CachedBundles {
  private static final int MAX_MANIFEST = 4 << 20;

  private final ContentCache cache;
  private final ProviderSet providers;
  private final Operation operation;

  public CachedBundles(ContentCache cache, ProviderSet providers, Operation operation) {
    this.cache = cache;
    this.providers = providers;
    this.operation = operation;
  }

  /** A manifest as a repository would describe it; empty if it is not here. */
  public Optional<Descriptor> manifest(Digest digest) throws IOException {
    byte[] manifest = cache.read(digest, MAX_MANIFEST);
    if (manifest == null) {
      return Optional.empty();
    }
    return providers.some(ArtifactFormat.class, "bundle-registry").stream()
        .filter(format -> format.reads(manifest))
        .findFirst()
        .map(format -> new Descriptor(format.mediaType(), digest, manifest.length));
  }

  /**
   * What belongs to a bundle.
   *
   * @param entries its manifest, its document and its files, as far as the cache tells
   * @param complete whether these are all
   */
  record Known(List<FileEntry> entries, boolean complete) {}

  /**
   * All that belongs to a bundle, as far as its documents are here.
   *
   * @throws WorkspaceException if a later release has put it here, so nothing is known of it
   */
  Known contents(Digest digest) throws IOException {
    List<FileEntry> all = new ArrayList<>();
    byte[] manifest = cache.read(digest, MAX_MANIFEST);
    if (manifest == null) {
      return new Known(all, false);
    }
    all.add(new FileEntry(digest, manifest.length));
    Contents parts = read(manifest);
    if (parts == null) {
      throw unknown(digest);
    }
    Descriptor config = parts.config();
    all.add(new FileEntry(config.digest(), config.size()));
    byte[] document = cache.read(config.digest(), ManifestFormat.MAX_DOCUMENT);
    if (document == null) {
      return new Known(all, false);
    }
    ManifestContent content = read(config, document);
    if (content == null) {
      throw unknown(digest);
    }
    all.addAll(content.files().values());
    return new Known(all, true);
  }

  private @Nullable Contents read(byte[] manifest) {
    for (ArtifactFormat format : providers.some(ArtifactFormat.class, "bundle-registry")) {
      try {
        if (format.reads(manifest)) {
          return format.read(manifest);
        }
      } catch (IOException e) {
        // not of this format
      }
    }
    return null;
  }

  private @Nullable ManifestContent read(Descriptor config, byte[] document) {
    for (ManifestFormat format : providers.some(ManifestFormat.class, "bundle-manifest")) {
      try {
        if (format.mediaType().equals(config.mediaType())) {
          return format.read(document, operation);
        }
      } catch (IOException e) {
        // not of this format
      }
    }
    return null;
  }

  private WorkspaceException unknown(Digest digest) {
    return new WorkspaceException(
        ErrorCode.CACHE_FAILED,
        List.of(cache.directory().root().toString()),
        "the cache has a bundle that this release cannot read: " + digest,
        "update this program, or delete the cache",
        null);
  }
}
