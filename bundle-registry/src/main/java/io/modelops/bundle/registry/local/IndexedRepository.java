package io.modelops.bundle.registry.local;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ManifestHead;
import io.modelops.bundle.registry.oci.ManifestParts;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository whose manifests and tags are entries of an index.json. Where that and the blobs lie
 * is for the subclasses.
 */
public abstract class IndexedRepository implements Repository {
  /** More bytes than this are no index. */
  protected static final int MAX_INDEX = 32 << 20;

  /** How often others may change the index while it is to be replaced. */
  protected static final int MAX_ATTEMPTS = 100;

  private static final int CHUNK = 1 << 17;

  private final Reference.Local reference;
  private final Settings settings;

  protected IndexedRepository(Reference.Local reference, Settings settings) {
    this.reference = reference;
    this.settings = settings;
  }

  /** The present index.json; null if there is none. */
  protected abstract byte @Nullable [] index() throws IOException;

  /** A function of the present index. */
  @FunctionalInterface
  protected interface Change {
    /**
     * The changed index, or an equal one.
     *
     * @throws IOException if it is no index
     */
    byte[] of(byte[] index) throws IOException;
  }

  /**
   * Replaces the index as a whole, after what was pushed is there.
   *
   * @param change may be called again, with what others have made of the index meanwhile
   * @return whether that made a difference
   */
  protected abstract boolean change(Change change) throws IOException;

  /** Stores a manifest as a blob that survives a power failure once the index names it. */
  protected abstract void store(Descriptor manifest, Blob content) throws IOException;

  /** The content of a small blob; null if there is none of at most that many bytes. */
  protected abstract byte @Nullable [] small(Digest blob, int limit) throws IOException;

  @Override
  public final String place() {
    return reference.toString().substring(0, reference.toString().indexOf(':') + 1)
        + reference.path();
  }

  @Override
  public final boolean isLocal() {
    return true;
  }

  @Override
  public final boolean isIntact(Descriptor blob) throws IOException {
    if (!exists(blob)) {
      return false;
    }
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = openBlob(blob, 0)) {
      while (in.read(chunk) >= 0) {
        settings.operation().check();
      }
      return true;
    } catch (RegistryException e) {
      return false; // it is not what its name says
    }
  }

  @Override
  public final InputStream openManifest(Descriptor manifest) throws IOException {
    return openBlob(manifest, 0);
  }

  /** By digest, also a manifest that no entry of the index names any more. */
  @Override
  public final Optional<Descriptor> resolve(String tagOrDigest) throws IOException {
    if (tagOrDigest.indexOf(':') < 0) {
      return on(present(), bytes -> Optional.ofNullable(LayoutJson.tagged(bytes, tagOrDigest)));
    }
    Digest digest = Digest.parse(tagOrDigest);
    Optional<Descriptor> listed =
        entries().stream()
            .map(IndexEntry::manifest)
            .filter(manifest -> manifest.digest().equals(digest))
            .findFirst();
    return listed.isPresent() ? listed : unlisted(digest);
  }

  private Optional<Descriptor> unlisted(Digest digest) throws IOException {
    byte[] content = small(digest, ManifestHead.MAX_BYTES);
    if (content == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(ManifestHead.read(content).mediaType())
          .map(type -> new Descriptor(type, digest, content.length));
    } catch (IOException e) {
      return Optional.empty(); // a blob of another kind
    }
  }

  @Override
  public final List<Descriptor> parts(Descriptor manifest) throws IOException {
    return ManifestParts.in(this, manifest);
  }

  @Override
  public final void putManifest(Descriptor manifest, Blob content) throws IOException {
    place(manifest, content, null);
  }

  @Override
  public final void tag(Descriptor manifest, Blob content, String tag) throws IOException {
    place(manifest, content, tag);
  }

  private void place(Descriptor manifest, Blob content, @Nullable String tag) throws IOException {
    store(manifest, content);
    byte[] entry = LayoutJson.entry(manifest, head(manifest).artifactType(), tag);
    boolean unused = change(bytes -> LayoutJson.withEntry(bytes, entry, manifest.digest(), tag));
  }

  private ManifestHead head(Descriptor manifest) throws IOException {
    if (manifest.size() > ManifestHead.MAX_BYTES) {
      throw refusal(
          ErrorCode.TOO_LARGE,
          place() + ": cannot read " + manifest.digest() + ": it has " + manifest.size() + " bytes",
          "",
          null);
    }
    try (InputStream in = openManifest(manifest)) {
      return ManifestHead.read(in.readAllBytes());
    }
  }

  @Override
  public final List<String> tags(int limit, @Nullable String last) throws IOException {
    return entries().stream()
        .map(IndexEntry::tag)
        .filter(Objects::nonNull)
        .filter(tag -> last == null || tag.compareTo(last) > 0)
        .distinct()
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public final List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    List<Descriptor> referrers = new ArrayList<>();
    for (Descriptor manifest : entries().stream().map(IndexEntry::manifest).distinct().toList()) {
      ManifestHead head = head(manifest);
      boolean wanted = artifactType == null || artifactType.equals(head.artifactType());
      if (subject.equals(head.subject()) && wanted) {
        referrers.add(head.describe(manifest));
      }
    }
    return referrers;
  }

  @Override
  public final boolean deleteManifest(Digest manifest) throws IOException {
    boolean listed = change(bytes -> LayoutJson.withoutManifest(bytes, manifest));
    return deleteBlob(manifest) || listed;
  }

  @Override
  public final boolean deleteTag(String tag) throws IOException {
    return change(bytes -> LayoutJson.withoutTag(bytes, tag));
  }

  private List<IndexEntry> entries() throws IOException {
    return on(present(), LayoutJson::entries);
  }

  private byte[] present() throws IOException {
    byte[] index = index();
    return index == null ? LayoutJson.EMPTY_INDEX : index;
  }

  /** The index as it should become; an empty one is changed where there is none. */
  protected final byte[] changed(byte @Nullable [] index, Change change) {
    return on(index == null ? LayoutJson.EMPTY_INDEX : index, change::of);
  }

  /** Reads an index. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(byte[] index) throws IOException;
  }

  private <T> T on(byte[] index, Reading<T> reading) {
    try {
      return reading.of(index);
    } catch (IOException e) {
      throw refusal(
          ErrorCode.DAMAGED_LAYOUT,
          place() + ": its index.json is no image index: " + e.getMessage(),
          "name another place",
          e);
    }
  }

  /** The index has been replaced, so a failure now is not one that left the tag as it was. */
  protected final void confirm(Path directory) {
    try {
      DurableFile.force(directory);
    } catch (IOException e) {
      throw refusal(
          ErrorCode.UNCONFIRMED,
          "the tag is written, but may be lost if the power fails now: " + e.getMessage(),
          "check the disk and push again",
          e);
    }
  }

  /** That a blob is not what its name says. */
  protected final RegistryException damaged(Descriptor blob, String what, String mend) {
    return refusal(
        ErrorCode.DIGEST_MISMATCH,
        reference
            + ": cannot read "
            + blob.title()
            + ": "
            + what
            + " is damaged: it is not what its name says",
        mend,
        null);
  }

  /** That a blob is not there. */
  protected final RegistryException missing(Descriptor blob, String what) {
    return refusal(
        ErrorCode.CONTENT_MISSING,
        reference + ": cannot read " + blob.title() + ": there is no " + what,
        "push the bundle again",
        null);
  }

  /** A refusal that names this place. */
  protected final RegistryException refusal(
      ErrorCode code, String message, String hint, @Nullable Exception cause) {
    return new RegistryException(code, reference.toString(), 0, "", message, hint, cause);
  }

  @Override
  public void close() throws IOException {
    // most hold nothing between calls
  }
}
