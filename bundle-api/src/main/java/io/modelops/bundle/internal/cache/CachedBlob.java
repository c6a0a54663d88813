package io.modelops.bundle.internal.cache;

import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A content of a cache as it was found. */
record CachedBlob(Path file, Digest digest, long size) {
  /** All that are there. */
  static List<CachedBlob> all(CacheDirectory directory) throws IOException {
    List<CachedBlob> all = new ArrayList<>();
    for (Path algorithm : CacheRefs.list(directory.blobs())) {
      for (Path part : CacheRefs.list(algorithm)) {
        for (Path file : CacheRefs.list(part)) {
          try {
            all.add(new CachedBlob(file, digest(algorithm, file), Files.size(file)));
          } catch (NoSuchFileException | IllegalArgumentException e) {
            // gone, or none of ours
          }
        }
      }
    }
    return all;
  }

  private static Digest digest(Path algorithm, Path file) {
    return new Digest(String.valueOf(algorithm.getFileName()), String.valueOf(file.getFileName()));
  }
}
