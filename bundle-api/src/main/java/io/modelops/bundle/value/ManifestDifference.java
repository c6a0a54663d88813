package io.modelops.bundle.value;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two manifests: the recorded one and that of the project as it is now, or any
 * two. Manifests say it all; no content is needed.
 *
 * @param recorded the digest on record; null if there is no manifest yet
 * @param current the digest of the project
 * @param models by id; a model has changed if its class or its files have
 * @param modelFiles for each model of {@link #models}, sorted by id, what became of its files; all
 *     of an added model's are added, even if the bundle had them before
 * @param files of the bundle
 */
public record ManifestDifference(
    @Nullable Digest recorded,
    Digest current,
    Changes models,
    SortedMap<String, Changes> modelFiles,
    Changes files) {
  public ManifestDifference {
    SortedMap<String, Changes> sorted = new TreeMap<>(BundlePath.ORDER);
    sorted.putAll(modelFiles);
    modelFiles = Collections.unmodifiableSortedMap(sorted);
  }

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
    ManifestContent before = recorded == null ? nothing(current) : recorded;
    Changes models = Changes.between(before.models(), current.models());
    SortedMap<String, Changes> modelFiles = new TreeMap<>();
    for (List<String> ids : List.of(models.added(), models.removed(), models.changed())) {
      for (String id : ids) {
        modelFiles.put(id, Changes.between(files(before, id), files(current, id)));
      }
    }
    return new ManifestDifference(
        recorded == null ? null : recorded.bundleDigest(),
        current.bundleDigest(),
        models,
        modelFiles,
        Changes.between(before.files(), current.files()));
  }

  private static ManifestContent nothing(ManifestContent other) {
    return new ManifestContent(other.bundleDigest(), new TreeMap<>(), new TreeMap<>());
  }

  private static SortedMap<String, ManifestContent.FileEntry> files(
      ManifestContent content, String id) {
    SortedMap<String, ManifestContent.FileEntry> files = new TreeMap<>(BundlePath.ORDER);
    ManifestContent.ModelEntry model = content.models().get(id);
    if (model != null) {
      model.files().forEach(path -> files.put(path, content.files().get(path)));
    }
    return files;
  }

  public boolean upToDate() {
    return current.equals(recorded);
  }
}
