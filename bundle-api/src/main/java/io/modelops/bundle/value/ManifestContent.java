package io.modelops.bundle.value;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a manifest document says.
 *
 * @param bundleDigest the digest of the document
 * @param models by id, sorted by UTF-8 bytes
 * @param files by path, sorted by UTF-8 bytes
 */
public record ManifestContent(
    Digest bundleDigest, SortedMap<String, ModelEntry> models, SortedMap<String, FileEntry> files) {

  public ManifestContent {
    models = sorted(models);
    files = sorted(files);
  }

  /** The size of all files, in bytes. */
  public long size() {
    return files.values().stream().mapToLong(FileEntry::size).sum();
  }

  /** The size of a model's files, in bytes. Models may share files, so there is no sum of these. */
  public long size(ModelEntry model) {
    return model.files().stream()
        .mapToLong(path -> Objects.requireNonNull(files.get(path)).size())
        .sum();
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    SortedMap<String, V> copy = new TreeMap<>(BundlePath.ORDER);
    copy.putAll(map);
    return Collections.unmodifiableSortedMap(copy);
  }

  /**
   * A model of the bundle.
   *
   * @param className {@code module:QualName}
   * @param files its files, sorted by UTF-8 bytes; each is a key of the manifest's files
   * @param digest of class name, paths and contents
   */
  public record ModelEntry(String className, List<String> files, Digest digest) {
    public ModelEntry {
      files = List.copyOf(files);
    }
  }

  /**
   * A file of the bundle.
   *
   * @param size in bytes
   */
  public record FileEntry(Digest digest, long size) {
    public FileEntry {
      if (size < 0) {
        throw new IllegalArgumentException("size: " + size);
      }
    }
  }
}
