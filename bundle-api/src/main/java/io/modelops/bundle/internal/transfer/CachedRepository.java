package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.cache.ContentCache;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository to read, whose documents are kept in the cache. It is opened only if something is
 * wanted of it that is not there.
 */
final class CachedRepository implements Repository {
  private final Call call;
  private final Reference reference;
  private final EnsureOptions options;
  private final ContentCache cache;
  private final Operation operation;
  private @Nullable Repository origin;

  CachedRepository(
      Call call,
      Reference reference,
      EnsureOptions options,
      ContentCache cache,
      Operation operation) {
    this.call = call;
    this.reference = reference;
    this.options = options;
    this.cache = cache;
    this.operation = operation;
  }

  /** Whether anything was asked of the place itself. */
  synchronized boolean isAsked() {
    return origin != null;
  }

  private synchronized Repository origin(String missing) throws IOException {
    Repository known = origin;
    if (known == null) {
      if (options.offline()) {
        throw notCached(missing, List.of());
      }
      known = call.open(reference, options.wanted().registry(), operation);
      origin = known;
    }
    return known;
  }

  /**
   * Makes sure that what is missing may be fetched.
   *
   * @param paths of the bundle
   */
  void requireAskable(String missing, List<String> paths) {
    if (options.offline()) {
      throw notCached(missing, paths);
    }
  }

  private WorkspaceException notCached(String missing, List<String> paths) {
    return new WorkspaceException(
        ErrorCode.NOT_CACHED,
        paths,
        reference + " is not in the cache: " + missing,
        "ensure it once while the registry may be asked",
        null);
  }

  @Override
  public String place() {
    return reference.toString();
  }

  @Override
  public Optional<Descriptor> resolve(String tagOrDigest) throws IOException {
    if (!tagOrDigest.equals(reference.tagOrDigest())) {
      return origin(tagOrDigest).resolve(tagOrDigest);
    }
    Digest digest = reference.digest();
    if (digest == null && options.offline()) {
      digest =
          cache
              .refs()
              .get(reference)
              .orElseThrow(() -> notCached("what it names was never asked here", List.of()));
    }
    Optional<Descriptor> known =
        digest == null ? Optional.empty() : cache.bundles().manifest(digest);
    return known.isPresent() ? known : origin("its manifest").resolve(tagOrDigest);
  }

  @Override
  public InputStream openManifest(Descriptor manifest) throws IOException {
    return document(manifest, () -> origin("its manifest").openManifest(manifest));
  }

  @Override
  public InputStream openBlob(Descriptor blob, long offset) throws IOException {
    boolean isDocument =
        call.providers().all(ManifestFormat.class).stream()
            .anyMatch(format -> format.mediaType().equals(blob.mediaType()));
    return isDocument
        ? document(blob, () -> origin("its list of files").openBlob(blob, 0))
        : origin(blob.title()).openBlob(blob, offset);
  }

  private InputStream document(Descriptor document, Blob content) throws IOException {
    byte[] kept = cache.read(document.digest(), ManifestFormat.MAX_DOCUMENT);
    if (kept == null) {
      try (InputStream in = content.open()) {
        kept = in.readAllBytes();
      }
      FileEntry entry = new FileEntry(document.digest(), document.size());
      boolean unused = cache.put(entry, new ByteArrayInputStream(kept)); // read once more if wrong
    }
    return new ByteArrayInputStream(kept);
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    return origin("what refers to it").referrers(subject, artifactType);
  }

  @Override
  public boolean exists(Descriptor blob) throws IOException {
    return origin(blob.title()).exists(blob);
  }

  @Override
  public void push(Descriptor blob, Blob content) {
    throw readOnly();
  }

  @Override
  public void putManifest(Descriptor manifest, Blob content) {
    throw readOnly();
  }

  @Override
  public void tag(Descriptor manifest, Blob content, String tag) {
    throw readOnly();
  }

  private RegistryException readOnly() {
    String message = place() + ": is only read here";
    return new RegistryException(
        ErrorCode.UNSUPPORTED, place(), 0, "", message, "open it to be written", null);
  }

  @Override
  public synchronized void close() throws IOException {
    if (origin != null) {
      origin.close();
    }
  }
}
