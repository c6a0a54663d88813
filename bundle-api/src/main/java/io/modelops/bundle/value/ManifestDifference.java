package io.modelops.bundle.value;

import java.util.Arrays;
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
 */
public final class ManifestDifference extends Value {
  private static final long serialVersionUID = 1L;

  private final @Nullable Digest recorded;
  private final Digest current;
  private final Changes models;
  private final SortedMap<String, Changes> modelFiles;
  private final Changes files;

  private ManifestDifference(
      @Nullable Digest recorded,
      Digest current,
      Changes models,
      SortedMap<String, Changes> modelFiles,
      Changes files) {
    SortedMap<String, Changes> sorted = new TreeMap<>(BundlePath.ORDER);
    sorted.putAll(modelFiles);
    this.recorded = recorded;
    this.current = current;
    this.models = models;
    this.modelFiles = Collections.unmodifiableSortedMap(sorted);
    this.files = files;
  }

  public static ManifestDifference of(
      @Nullable Digest recorded,
      Digest current,
      Changes models,
      SortedMap<String, Changes> modelFiles,
      Changes files) {
    return new ManifestDifference(recorded, current, models, modelFiles, files);
  }

  /** The digest on record; null if there is no manifest yet. */
  public @Nullable Digest recorded() {
    return recorded;
  }

  /** The digest of the project. */
  public Digest current() {
    return current;
  }

  /** By id; a model has changed if its class or its files have. */
  public Changes models() {
    return models;
  }

  /**
   * For each model of {@link #models}, sorted by id, what became of its files; all of an added
   * model's are added, even if the bundle had them before.
   */
  public SortedMap<String, Changes> modelFiles() {
    return modelFiles;
  }

  /** By path, of the whole bundle. */
  public Changes files() {
    return files;
  }

  /** Names that were added, removed or changed since, each list sorted by UTF-8 bytes. */
  public static final class Changes extends Value {
    private static final long serialVersionUID = 1L;

    private final List<String> added;
    private final List<String> removed;
    private final List<String> changed;

    private Changes(List<String> added, List<String> removed, List<String> changed) {
      this.added = List.copyOf(added);
      this.removed = List.copyOf(removed);
      this.changed = List.copyOf(changed);
    }

    public static Changes of(List<String> added, List<String> removed, List<String> changed) {
      return new Changes(added, removed, changed);
    }

    public List<String> added() {
      return added;
    }

    public List<String> removed() {
      return removed;
    }

    /** On both sides, with different content. */
    public List<String> changed() {
      return changed;
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

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(added, removed, changed);
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
    return ManifestContent.of(other.bundleDigest(), new TreeMap<>(), new TreeMap<>());
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

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(recorded, current, models, modelFiles, files);
  }
}
