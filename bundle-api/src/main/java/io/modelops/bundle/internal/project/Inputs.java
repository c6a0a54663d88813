package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an answer depends on.
 *
 * @param paths of files that were read, or looked for and not found, sorted
 * @param digests of those that were read whole, by path
 */
public record Inputs(SortedSet<String> paths, Map<String, Digest> digests) {
  private static final Inputs NONE = new Inputs(new TreeSet<>(), Map.of());

  public Inputs {
    SortedSet<String> sorted = new TreeSet<>(BundlePath.ORDER);
    sorted.addAll(paths);
    paths = Collections.unmodifiableSortedSet(sorted);
    digests = Map.copyOf(digests);
  }

  /** Nothing was read. */
  public static Inputs none() {
    return NONE;
  }

  /** These and further files. */
  public Inputs with(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(paths);
    all.addAll(more);
    return new Inputs(all, digests);
  }

  /**
   * Returns if files have the content that was read of them.
   *
   * @throws ManifestException code {@code source-changed} naming the first that has another
   */
  public void requireUnchanged(Map<String, FileEntry> files) {
    files.forEach(
        (path, entry) -> {
          Digest read = digests.get(path);
          if (read != null && !read.equals(entry.digest())) {
            throw new ManifestException(
                ErrorCode.SOURCE_CHANGED,
                path,
                BundlePath.quote(path) + " changed after its models were discovered",
                "discover again",
                null);
          }
        });
  }
}
