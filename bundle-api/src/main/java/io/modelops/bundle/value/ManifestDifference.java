package io.modelops.bundle.value;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a recorded manifest and the project as it is now.
 *
 * @param recorded the digest on record; null if there is no manifest yet
 * @param current the digest of the project
 */
public record ManifestDifference(
    @Nullable Digest recorded, Digest current, Changes models, Changes files) {

  /**
   * Names that were added, removed or changed since, each list sorted by UTF-8 bytes.
   *
   * @param changed on both sides, with different content
   */
  public record Changes(List<String> added, List<String> removed, List<String> changed) {
    public Changes {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      changed = List.copyOf(changed);
    }

    private static <V> Changes between(SortedMap<String, V> before, SortedMap<String, V> after) {
      return new Changes(
          after.keySet().stream().filter(key -> !before.containsKey(key)).toList(),
          before.keySet().stream().filter(key -> !after.containsKey(key)).toList(),
          after.entrySet().stream()
              .filter(entry -> before.containsKey(entry.getKey()))
              .filter(entry -> !Objects.equals(before.get(entry.getKey()), entry.getValue()))
              .map(Map.Entry::getKey)
              .toList());
    }
  }

  public static ManifestDifference between(
      @Nullable ManifestContent recorded, ManifestContent current) {
    SortedMap<String, ManifestContent.ModelEntry> noModels = new java.util.TreeMap<>();
    SortedMap<String, ManifestContent.FileEntry> noFiles = new java.util.TreeMap<>();
    return new ManifestDifference(
        recorded == null ? null : recorded.bundleDigest(),
        current.bundleDigest(),
        Changes.between(recorded == null ? noModels : recorded.models(), current.models()),
        Changes.between(recorded == null ? noFiles : recorded.files(), current.files()));
  }

  public boolean upToDate() {
    return current.equals(recorded);
  }
}
