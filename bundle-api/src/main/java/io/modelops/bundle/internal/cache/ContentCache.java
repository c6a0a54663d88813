package io.modelops.bundle.internal.cache;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.ProviderSet;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files, OCI manifests and manifest documents by their digests: a cache that is written, and others
 * that are looked into. Any entry may vanish at any time, which is a miss for who wants it. Safe
 * for use by several threads and processes; nothing rests on locks.
 */
public final class ContentCache {
  private final CacheDirectory own;
  private final List<CacheDirectory> all = new ArrayList<>();
  private final ProviderSet providers;
  private final Operation operation;
  private final Hashing hashing;
  private final Trust trust;
  private final Set<Digest> doubted = ConcurrentHashMap.newKeySet();

  /** What is believed of an entry that is as it was left. */
  public enum Trust {
    SEALED,
    /** Everything is hashed. */
    NOTHING
  }

  private ContentCache(
      CacheDirectory own,
      List<CacheDirectory> lower,
      ProviderSet providers,
      Operation operation,
      Trust trust) {
    this.own = own;
    this.all.add(own);
    this.all.addAll(lower);
    this.providers = providers;
    this.operation = operation;
    this.hashing = new Hashing(providers, operation);
    this.trust = trust;
  }

  /** Makes nothing on the disk. */
  public static ContentCache of(Call call, CacheOptions options, Trust trust, Operation operation)
      throws IOException {
    return new ContentCache(
        CacheDirectory.of(call.environment(), options),
        CacheDirectory.lower(options),
        call.providers(),
        operation,
        trust);
  }

  /** What is done with a cache. */
  interface Use<T> {
    T apply(ContentCache cache) throws IOException;
  }

  /** Does something with a cache, and says what is wrong with it. */
  static <T> T with(Call call, CacheOptions options, Operation operation, Use<T> use) {
    Path root = Path.of("");
    try {
      ContentCache cache = of(call, options, Trust.SEALED, operation);
      root = cache.own.root();
      return use.apply(cache);
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted");
    } catch (IOException e) {
      throw new CacheDirectory(root).failed(e);
    }
  }

  CacheDirectory directory() {
    return own;
  }

  /** Says that the cache cannot be read or written. */
  public WorkspaceException failed(IOException e) {
    return own.failed(e);
  }

  /** Tells collections, of other processes too, what is used until it is closed. */
  public Lease lease() throws IOException {
    return Lease.in(this);
  }

  /** Whether this process may write to it. */
  public boolean isWritten() {
    return Files.isWritable(own.leases());
  }

  /** What references named last. */
  public CacheRefs refs() {
    return new CacheRefs(all);
  }

  /** Whether a content is here. What is damaged is moved away. */
  public boolean has(FileEntry wanted) throws IOException {
    return find(wanted) != null;
  }

  /** Where a content is, or would be. */
  public Path file(FileEntry wanted) throws IOException {
    Path found = find(wanted);
    return found == null ? own.blob(wanted.digest()) : found;
  }

  private @Nullable Path find(FileEntry wanted) throws IOException {
    for (CacheDirectory each : all) {
      Path file = each.blob(wanted.digest());
      Trust believed = doubted.contains(wanted.digest()) ? Trust.NOTHING : trust;
      if (isSound(file, wanted, believed)) {
        return file;
      }
    }
    return null;
  }

  /** Whether a file is what its name says. */
  boolean isSound(Path file, FileEntry wanted, Trust believed) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
    boolean right = found.isRegularFile() && found.size() == wanted.size();
    if (right && (believed == Trust.NOTHING || !Seal.isWhole(found))) {
      right = isContent(file, wanted);
      if (right && isOwn(file)) {
        Seal.put(file);
      }
    }
    if (!right) {
      removeDamaged(file);
    }
    return right;
  }

  private boolean isOwn(Path file) {
    return file.startsWith(own.root());
  }

  private boolean isContent(Path file, FileEntry wanted) throws IOException {
    try (InputStream in = RegularFiles.open(file)) {
      return hashing.isWanted(in, wanted);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** An entry turned out to be damaged; the next one who wants it fetches it anew. */
  public void removeDamaged(Digest digest) throws IOException {
    doubted.add(digest);
    removeDamaged(own.blob(digest));
  }

  private void removeDamaged(Path file) throws IOException {
    if (isOwn(file)) {
      Path trash = own.make(own.trash()).resolve(UUID.randomUUID().toString());
      try {
        Files.move(file, trash, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        // another one was faster
      }
    }
  }

  /** Makes the next one who uses a bundle hash what is here of it. */
  void doubt(Digest manifest) throws IOException {
    for (FileEntry entry : bundles().contents(manifest).entries()) {
      operation.check();
      try {
        Seal.breakOf(own.blob(entry.digest()));
      } catch (NoSuchFileException e) {
        // not here
      }
    }
  }

  /** What of bundles is here. */
  public CachedBundles bundles() {
    return new CachedBundles(this, providers, operation);
  }

  /** Opens a content, of which who reads it makes sure; null if it is not here. */
  public @Nullable InputStream open(FileEntry wanted) throws IOException {
    Path file = find(wanted);
    try {
      return file == null ? null : RegularFiles.open(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Reads a small content whole, and makes sure of it; null if it is not here.
   *
   * @param limit a larger one counts as not there
   */
  public byte @Nullable [] read(Digest digest, int limit) throws IOException {
    for (CacheDirectory each : all) {
      byte[] content = read(each.blob(digest), digest, limit);
      if (content != null) {
        return content;
      }
    }
    return null;
  }

  private byte @Nullable [] read(Path file, Digest digest, int limit) throws IOException {
    byte[] content;
    try (InputStream in = RegularFiles.open(file)) {
      content = in.readNBytes(limit + 1);
    } catch (NoSuchFileException e) {
      return null;
    }
    FileEntry wanted = new FileEntry(digest, content.length);
    if (content.length <= limit && hashing.isWanted(new ByteArrayInputStream(content), wanted)) {
      return content;
    }
    removeDamaged(file);
    return null;
  }

  /**
   * Keeps a content.
   *
   * @return whether it is what it should be; if not, nothing is kept
   */
  public boolean put(FileEntry wanted, InputStream content) throws IOException {
    try (IngestFile file = IngestFile.in(own)) {
      boolean right = hashing.copy(content, wanted, file::write);
      if (right) {
        file.link(own.blob(wanted.digest()));
      }
      return right;
    }
  }

  /** A file for content that is read once; the caller deletes it. */
  public Path temporary(InputStream content) throws IOException {
    Path file = own.make(own.ingest()).resolve(UUID.randomUUID() + ".part");
    try {
      Files.copy(content, file);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Makes sure that there is space, before the first byte is fetched.
   *
   * @throws WorkspaceException code {@code no-space}
   */
  public void requireSpace(long needed) throws IOException {
    long usable = Files.getFileStore(own.make(own.ingest())).getUsableSpace();
    if (usable < needed) {
      throw new WorkspaceException(
          ErrorCode.NO_SPACE,
          List.of(own.root().toString()),
          "the cache in "
              + own.root()
              + " needs up to "
              + needed
              + " bytes more, and "
              + usable
              + " are free",
          "make room, or collect what is no longer used",
          null);
    }
  }
}
