package io.modelops.bundle.internal.cache;

import io.modelops.bundle.internal.cache.ContentCache.Trust;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Hashes everything that is in a cache, and moves away what is damaged. */
public final class Verification {
  private Verification() {}

  public static CacheCheck run(Call call, CacheOptions options) {
    Operation operation = call.operation();
    return ContentCache.with(call, options, operation, cache -> run(cache, operation));
  }

  private static CacheCheck run(ContentCache cache, Operation operation) throws IOException {
    List<CachedBlob> blobs = CachedBlob.all(cache.directory());
    long bytes = blobs.stream().mapToLong(CachedBlob::size).sum();
    operation.started(Phase.HASH, blobs.size(), bytes);
    List<Boolean> sound =
        operation.map(
            blobs,
            blob -> {
              FileEntry entry = new FileEntry(blob.digest(), blob.size());
              boolean right = cache.isSound(blob.file(), entry, Trust.NOTHING);
              operation.advanced(Phase.HASH, blob.digest().toString(), blob.size());
              operation.finished(Phase.HASH, blob.digest().toString(), Outcome.DONE);
              return right;
            });
    operation.completed(Phase.HASH);
    return CacheCheck.of(
        blobs.size(),
        bytes,
        IntStream.range(0, blobs.size())
            .filter(i -> !sound.get(i))
            .mapToObj(i -> blobs.get(i).digest())
            .sorted()
            .toList());
  }
}
