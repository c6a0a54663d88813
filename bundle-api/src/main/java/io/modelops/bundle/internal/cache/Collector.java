package io.modelops.bundle.internal.cache;

import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Deletes what no reference and no lease names. It is moved to the trash first; what a lease that
 * was taken meanwhile names, comes back. So who saw an entry under a lease keeps it.
 */
public final class Collector {
  /** Whoever writes a file, goes on within this time. */
  private static final Duration MAX_WRITING = Duration.ofDays(1);

  private final ContentCache cache;
  private final CacheDirectory directory;
  private final CollectOptions options;
  private final Operation operation;

  private int kept;
  private long bytesKept;
  private long bytesDeleted;

  private Collector(ContentCache cache, CollectOptions options, Operation operation) {
    this.cache = cache;
    this.directory = cache.directory();
    this.options = options;
    this.operation = operation;
  }

  /** Collects, or says what it would do. */
  public static CollectResult run(Call call, CollectOptions options) {
    Operation operation = call.operation();
    return ContentCache.with(
        call,
        options.cache(),
        operation,
        cache -> new Collector(cache, options, operation).collect());
  }

  private CollectResult collect() throws IOException {
    if (!Files.isDirectory(directory.root())) {
      return CollectResult.of(0, 0);
    }
    Leases leases = new Leases(cache);
    Instant now = leases.now();
    if (options.dryRun()) {
      Roots roots = Roots.of(cache, options, now);
      List<CachedBlob> garbage = garbage(roots, now);
      return result(roots.dropped(), garbage.size(), leases.dead().size());
    }
    int ended = leases.endDead();
    try (Lease own = cache.lease()) {
      emptyTrash(own, now);
      deleteParts(now);
      List<CacheRefs.Ref> dropped = new ArrayList<>();
      for (CacheRefs.Ref ref : Roots.of(cache, options, now).dropped()) {
        if (cache.refs().drop(ref)) {
          dropped.add(ref);
        }
      }
      List<CachedBlob> garbage = garbage(Roots.of(cache, CollectOptions.defaults(), now), now);
      Path trash = directory.make(trash(own));
      for (CachedBlob blob : garbage) {
        operation.check();
        move(blob.file(), trash.resolve(name(blob.digest())));
      }
      List<Long> restored = delete(trash, now);
      for (long size : restored) {
        kept++;
        bytesKept += size;
        bytesDeleted -= size;
      }
      return result(dropped, garbage.size() - restored.size(), ended);
    }
  }

  private Path trash(Lease own) throws IOException {
    Path lease = own.file();
    if (lease == null) {
      throw new FileSystemException(directory.root().toString(), null, "it cannot be written");
    }
    return directory.trash().resolve(Objects.requireNonNull(lease.getFileName()));
  }

  private CollectResult result(List<CacheRefs.Ref> dropped, int deleted, int ended) {
    return CollectResult.of(deleted, bytesDeleted)
        .withKept(kept, bytesKept)
        .withReferences(dropped.stream().map(CacheRefs.Ref::reference).sorted().toList())
        .withLeases(ended);
  }

  /** What nobody names, and is not so young that somebody may be about to. */
  private List<CachedBlob> garbage(Roots roots, Instant now) throws IOException {
    List<CachedBlob> garbage = new ArrayList<>();
    for (CachedBlob blob : CachedBlob.all(directory)) {
      operation.check();
      if (roots.keeps(blob.digest()) || isYounger(blob.file(), options.grace(), now)) {
        kept++;
        bytesKept += blob.size();
      } else {
        garbage.add(blob);
        bytesDeleted += blob.size();
      }
    }
    return garbage;
  }

  private static boolean isYounger(Path file, Duration age, Instant now) throws IOException {
    try {
      return now.isBefore(Files.getLastModifiedTime(file).toInstant().plus(age));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String name(Digest digest) {
    return digest.algorithm() + "_" + digest.hex();
  }

  private static Digest digest(Path trashed) {
    return Digest.parse(String.valueOf(trashed.getFileName()).replace('_', ':'));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // another one was faster
    }
  }

  /**
   * Deletes what was moved to the trash, but for what stays after all. A document that comes back
   * may say what else stays.
   *
   * @return the sizes of what stays
   */
  private List<Long> delete(Path trash, Instant now) throws IOException {
    List<Long> restored = new ArrayList<>();
    int before = -1;
    while (restored.size() > before) {
      before = restored.size();
      Roots roots = Roots.of(cache, CollectOptions.defaults(), now);
      for (Path file : CacheRefs.list(trash)) {
        Digest digest = digest(file);
        if (roots.keeps(digest)) {
          restored.add(Files.size(file));
          restore(file, digest);
          Files.deleteIfExists(file);
        }
      }
    }
    for (Path file : CacheRefs.list(trash)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(trash);
    return restored;
  }

  private void restore(Path file, Digest digest) throws IOException {
    Path name = directory.blob(digest);
    try {
      Files.createLink(name, file);
    } catch (FileAlreadyExistsException e) {
      // it was fetched anew
    } catch (UnsupportedOperationException | FileSystemException e) {
      move(file, name);
    }
  }

  /** What collections that were killed left, and what was damaged. */
  private void emptyTrash(Lease own, Instant now) throws IOException {
    Set<String> live = new HashSet<>(Set.of(String.valueOf(own.file())));
    new Leases(cache).live().forEach(lease -> live.add(String.valueOf(lease.file())));
    for (Path entry : CacheRefs.list(directory.trash())) {
      Path lease = directory.leases().resolve(Objects.requireNonNull(entry.getFileName()));
      if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(entry);
      } else if (!live.contains(lease.toString())) {
        List<Long> unused = delete(entry, now);
      }
    }
  }

  /** What killed writers left. While others run, only what none of them can be writing. */
  private void deleteParts(Instant now) throws IOException {
    List<Path> parts = CacheRefs.list(directory.ingest());
    boolean alone = new Leases(cache).live().size() <= 1;
    Duration age = alone ? options.grace() : MAX_WRITING;
    for (Path part : parts) {
      if (!isYounger(part, age, now)) {
        Files.deleteIfExists(part);
      }
    }
  }
}
