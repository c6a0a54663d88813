package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.internal.cache.ContentCache;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Content by way of the cache: what it lacks is fetched into it first. */
final class CacheSupply implements Supply {
  private static final int MAX_ROUNDS = 5;
  private static final int MAX_NAMED = 10;

  private final ContentCache cache;
  private final CachedRepository repository;
  private final Operation operation;
  private int fetchedFiles;

  CacheSupply(ContentCache cache, CachedRepository repository, Operation operation) {
    this.cache = cache;
    this.repository = repository;
    this.operation = operation;
  }

  @Override
  public Wording wording() {
    return new Wording(
        "ensure",
        "since it was ensured",
        "move or delete what is in the way, or name another directory");
  }

  @Override
  public boolean restoresDeleted() {
    return true;
  }

  @Override
  public long overhead(List<Descriptor> layers) {
    return 0;
  }

  /** How many files were not in the cache. */
  int fetchedFiles() {
    return fetchedFiles;
  }

  /**
   * Sees to it that the cache has the content of files.
   *
   * @return the layers that were read
   */
  List<Descriptor> fill(RemoteBundle bundle, Collection<String> paths) throws IOException {
    List<String> wanted = List.copyOf(paths);
    List<Boolean> there = operation.map(wanted, path -> isThere(entry(bundle, path)));
    List<String> missing =
        IntStream.range(0, wanted.size()).filter(i -> !there.get(i)).mapToObj(wanted::get).toList();
    if (missing.isEmpty()) {
      return List.of();
    }
    fetchedFiles += missing.size();
    repository.requireAskable(
        missing.size()
            + " of the files are missing: "
            + missing.stream()
                .limit(MAX_NAMED)
                .map(BundlePath::quote)
                .collect(Collectors.joining(", "))
            + (missing.size() > MAX_NAMED ? " and more" : ""),
        missing);
    CachedContents store = new CachedContents(cache, operation);
    return new Fetch(bundle, operation).run(missing, store, repository);
  }

  /** An empty content need not be fetched. */
  private boolean isThere(FileEntry entry) throws IOException {
    return cache.has(entry)
        || (entry.size() == 0 && cache.put(entry, InputStream.nullInputStream()));
  }

  /** Copies from the cache. What vanishes from it meanwhile, or is damaged, is fetched anew. */
  @Override
  public List<Descriptor> bring(RemoteBundle bundle, List<String> paths, ContentDirectory contents)
      throws IOException {
    List<Descriptor> layers = new ArrayList<>();
    List<String> left = paths;
    for (int i = 0; !left.isEmpty(); i++) {
      if (i == MAX_ROUNDS) {
        throw new IOException("content vanishes from the cache, or is damaged, again and again");
      }
      layers.addAll(fill(bundle, left));
      List<String> round = left;
      List<Boolean> copied = operation.map(round, path -> isCopied(entry(bundle, path), contents));
      left =
          IntStream.range(0, round.size())
              .filter(n -> !copied.get(n))
              .mapToObj(round::get)
              .toList();
    }
    return layers;
  }

  private boolean isCopied(FileEntry entry, ContentDirectory contents) throws IOException {
    try (InputStream in = cache.open(entry)) {
      boolean right = in != null && contents.put(entry, in);
      if (in != null && !right) {
        cache.removeDamaged(entry.digest());
      }
      return right;
    }
  }

  private static FileEntry entry(RemoteBundle bundle, String path) {
    return Objects.requireNonNull(bundle.content().files().get(path));
  }
}
