package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.registry.oci.ManifestHead;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image layout. A blob gets its name when all of it is on the disk and has the digest;
 * index.json is replaced last and as a whole. A tag is an entry of index.json with its name.
 */
final class LayoutRepository implements Repository {
  private static final int CHUNK = 1 << 17;

  private final LayoutDirectory directory;
  private final LayoutIndex index;
  private boolean prepared;

  LayoutRepository(LayoutDirectory directory, Settings settings) {
    this.directory = directory;
    this.index = new LayoutIndex(directory, settings);
  }

  @Override
  public String place() {
    return directory.place();
  }

  /** Tells by the size, which is wrong after a crash of whatever wrote the blob in place. */
  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Path file = directory.blob(blob.digest());
    return Files.isRegularFile(file) && Files.size(file) == blob.size();
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    prepare();
    ContentCheck check = new ContentCheck(blob, 0);
    try (InputStream in = content.open();
        DurableFile file = new DurableFile(directory.root())) {
      byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, blob.size()))];
      for (int n; check.missing() >= 0 && (n = in.read(chunk)) >= 0; ) {
        check.take(chunk, 0, n);
        file.write(ByteBuffer.wrap(chunk, 0, n));
      }
      if (check.missing() != 0 || check.otherDigest().isPresent()) {
        throw new IOException(blob.title() + " is not the content that was announced");
      }
      file.moveTo(directory.blob(blob.digest()));
    }
  }

  private synchronized void prepare() throws IOException {
    if (!prepared) {
      directory.check();
      directory.prepare();
      prepared = true;
    }
  }

  @Override
  public InputStream openBlob(Descriptor blob, long offset) throws IOException {
    return LayoutBlobStream.open(directory, blob, offset);
  }

  @Override
  public InputStream openManifest(Descriptor manifest) throws IOException {
    return openBlob(manifest, 0);
  }

  /** By digest, also a manifest that no entry of the index names any more. */
  @Override
  public Optional<Descriptor> resolve(String tagOrDigest) throws IOException {
    if (tagOrDigest.indexOf(':') < 0) {
      return index.read(bytes -> Optional.ofNullable(LayoutJson.tagged(bytes, tagOrDigest)));
    }
    Digest digest = Digest.parse(tagOrDigest);
    Optional<Descriptor> listed =
        index.entries().stream()
            .map(IndexEntry::manifest)
            .filter(manifest -> manifest.digest().equals(digest))
            .findFirst();
    return listed.isPresent() ? listed : unlisted(digest);
  }

  private Optional<Descriptor> unlisted(Digest digest) throws IOException {
    byte[] content = directory.small(directory.blob(digest), ManifestHead.MAX_BYTES);
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
  public void putManifest(Descriptor manifest, Blob content) throws IOException {
    place(manifest, content, null);
  }

  @Override
  public void tag(Descriptor manifest, Blob content, String tag) throws IOException {
    place(manifest, content, tag);
  }

  private void place(Descriptor manifest, Blob content, @Nullable String tag) throws IOException {
    push(manifest, content);
    DurableFile.force(directory.blobs(manifest.digest()));
    byte[] entry = LayoutJson.entry(manifest, head(manifest).artifactType(), tag);
    boolean unused =
        index.change(bytes -> LayoutJson.withEntry(bytes, entry, manifest.digest(), tag));
  }

  private ManifestHead head(Descriptor manifest) throws IOException {
    if (manifest.size() > ManifestHead.MAX_BYTES) {
      throw directory.refusal(
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
  public List<String> tags(int limit, @Nullable String last) throws IOException {
    return index.entries().stream()
        .map(IndexEntry::tag)
        .filter(Objects::nonNull)
        .filter(tag -> last == null || tag.compareTo(last) > 0)
        .distinct()
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    List<Descriptor> referrers = new ArrayList<>();
    for (Descriptor manifest :
        index.entries().stream().map(IndexEntry::manifest).distinct().toList()) {
      ManifestHead head = head(manifest);
      boolean wanted = artifactType == null || artifactType.equals(head.artifactType());
      if (subject.equals(head.subject()) && wanted) {
        referrers.add(head.describe(manifest));
      }
    }
    return referrers;
  }

  @Override
  public boolean deleteManifest(Digest manifest) throws IOException {
    boolean listed = index.change(bytes -> LayoutJson.withoutManifest(bytes, manifest));
    return deleteBlob(manifest) || listed;
  }

  @Override
  public boolean deleteTag(String tag) throws IOException {
    return index.change(bytes -> LayoutJson.withoutTag(bytes, tag));
  }

  @Override
  public boolean deleteBlob(Digest blob) throws IOException {
    Path file = directory.blob(blob);
    return Files.isRegularFile(file) && Files.deleteIfExists(file);
  }

  @Override
  public void close() {
    // nothing is held between calls
  }
}
