package io.modelops.bundle.internal.cache;

import io.modelops.bundle.internal.cache.CachedBundles.Known;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stays in a cache when it is collected, and the references that do not. */
final class Roots {
  private final CachedBundles bundles;
  private final Map<Digest, Known> read = new HashMap<>();
  private final Map<Digest, Long> kept = new HashMap<>();
  private final List<CacheRefs.Ref> dropped = new ArrayList<>();
  private long size;

  private Roots(CachedBundles bundles) {
    this.bundles = bundles;
  }

  /** Of leases, and of references, those used last first, as far as the options keep them. */
  static Roots of(ContentCache cache, CollectOptions options, Instant now) throws IOException {
    Roots roots = new Roots(cache.bundles());
    for (Lease.Read lease : new Leases(cache).live()) {
      for (Digest manifest : lease.manifests()) {
        roots.keep(manifest);
      }
    }
    List<CacheRefs.Ref> refs = new ArrayList<>(cache.refs().all());
    refs.sort(Comparator.comparing(CacheRefs.Ref::used).reversed());
    long limit = options.maxSize().orElse(Long.MAX_VALUE);
    Duration age = options.maxAge().orElse(null);
    boolean full = false;
    for (CacheRefs.Ref ref : refs) {
      boolean old = age != null && ref.used().plus(age).isBefore(now);
      full |= !old && roots.size + roots.more(ref.manifest()) > limit;
      if (old || full || !roots.read(ref.manifest()).complete()) {
        roots.dropped.add(ref);
      } else {
        roots.keep(ref.manifest());
      }
    }
    return roots;
  }

  private Known read(Digest manifest) throws IOException {
    Known known = read.get(manifest);
    if (known == null) {
      known = bundles.contents(manifest);
      read.put(manifest, known);
    }
    return known;
  }

  /** How much more there is with a bundle. */
  private long more(Digest manifest) throws IOException {
    return read(manifest).entries().stream()
        .filter(entry -> !kept.containsKey(entry.digest()))
        .mapToLong(FileEntry::size)
        .sum();
  }

  private void keep(Digest manifest) throws IOException {
    kept.putIfAbsent(manifest, 0L); // of which nothing else may be here yet
    for (FileEntry entry : read(manifest).entries()) {
      if (kept.put(entry.digest(), entry.size()) == null) {
        size += entry.size();
      }
    }
  }

  boolean keeps(Digest content) {
    return kept.containsKey(content);
  }

  /** References that are to be forgotten. */
  List<CacheRefs.Ref> dropped() {
    return dropped;
  }
}
