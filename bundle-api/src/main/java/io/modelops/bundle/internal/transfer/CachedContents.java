package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.internal.cache.ContentCache;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The cache as the place that content is fetched into. */
record CachedContents(ContentCache cache, Operation operation) implements ContentStore {
  @Override
  public boolean has(FileEntry wanted) throws IOException {
    return cache.has(wanted);
  }

  @Override
  public void expect(Collection<FileEntry> contents, List<Descriptor> packs) throws IOException {
    cache.requireSpace(
        contents.stream().mapToLong(FileEntry::size).sum()
            + packs.stream().mapToLong(Descriptor::size).sum());
  }

  @Override
  public boolean put(FileEntry wanted, InputStream content) throws IOException {
    return cache.put(wanted, content);
  }

  @Override
  public Path fetch(Descriptor layer, Repository repository) throws IOException {
    FileEntry entry = new FileEntry(layer.digest(), layer.size());
    if (cache.has(entry)) {
      operation.advanced(Phase.PULL, layer.title(), layer.size());
    } else {
      try (InputStream in = open(layer, repository)) {
        if (!cache.put(entry, in)) {
          throw ContentDirectory.mismatch(repository, layer);
        }
      }
    }
    return cache.file(entry);
  }

  @Override
  public Path fetchPack(Descriptor pack, Repository repository) throws IOException {
    try (InputStream in = open(pack, repository)) {
      return cache.temporary(in);
    }
  }

  private InputStream open(Descriptor layer, Repository repository) throws IOException {
    return WatchedStream.of(
            () -> repository.openBlob(layer, 0), operation, Phase.PULL, layer.title())
        .open();
  }
}
