package io.modelops.bundle.internal.cache;

import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The leases of a cache. */
final class Leases {
  private final ContentCache cache;

  Leases(ContentCache cache) {
    this.cache = cache;
  }

  /** Those whose process may still run. */
  List<Lease.Read> live() throws IOException {
    return all(true);
  }

  private List<Lease.Read> all(boolean live) throws IOException {
    List<Lease.Read> found = new ArrayList<>();
    List<Path> files = CacheRefs.list(cache.directory().leases());
    Instant now = files.isEmpty() ? Instant.EPOCH : now();
    for (Path file : files) {
      try {
        Lease.Read lease = Lease.Read.of(file);
        if (lease.isLive(now) == live) {
          found.add(lease);
        }
      } catch (NoSuchFileException e) {
        // it has ended
      }
    }
    return found;
  }

  /** Those whose process is gone. */
  List<Lease.Read> dead() throws IOException {
    return all(false);
  }

  /**
   * Forgets those whose process is gone. What it used is hashed when it is used next.
   *
   * @return how many
   */
  int endDead() throws IOException {
    List<Lease.Read> dead = dead();
    for (Lease.Read lease : dead) {
      for (Digest manifest : lease.manifests()) {
        cache.doubt(manifest);
      }
      Files.deleteIfExists(lease.file());
    }
    return dead.size();
  }

  /** As the file system says, whose clock tells how old its files are. */
  Instant now() throws IOException {
    try (IngestFile file = IngestFile.in(cache.directory())) {
      return Files.getLastModifiedTime(file.path()).toInstant();
    } catch (FileSystemException e) {
      return Instant.now(); // nobody writes here
    }
  }
}
