package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a manifest document says. */
public final class ManifestContent extends Value {
  private static final long serialVersionUID = 1L;

  private final Digest bundleDigest;
  private final SortedMap<String, ModelEntry> models;
  private final SortedMap<String, FileEntry> files;

  private ManifestContent(
      Digest bundleDigest,
      SortedMap<String, ModelEntry> models,
      SortedMap<String, FileEntry> files) {
    this.bundleDigest = bundleDigest;
    this.models = sorted(models);
    this.files = sorted(files);
  }

  public static ManifestContent of(
      Digest bundleDigest,
      SortedMap<String, ModelEntry> models,
      SortedMap<String, FileEntry> files) {
    return new ManifestContent(bundleDigest, models, files);
  }

  /** The digest of the document. */
  public Digest bundleDigest() {
    return bundleDigest;
  }

  /** By id, sorted by UTF-8 bytes. */
  public SortedMap<String, ModelEntry> models() {
    return models;
  }

  /** By path, sorted by UTF-8 bytes. */
  public SortedMap<String, FileEntry> files() {
    return files;
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

  /** A model of the bundle. */
  public static final class ModelEntry extends Value {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final Model.Kind kind;
    private final List<String> files;
    private final Digest digest;

    private ModelEntry(String className, Model.Kind kind, List<String> files, Digest digest) {
      this.className = className;
      this.kind = kind;
      this.files = List.copyOf(files);
      this.digest = digest;
    }

    /** A class. */
    public static ModelEntry of(String className, List<String> files, Digest digest) {
      return new ModelEntry(className, Model.Kind.CLASS, files, digest);
    }

    public ModelEntry withKind(Model.Kind kind) {
      return new ModelEntry(className, kind, files, digest);
    }

    /** What {@link #className} names. */
    public Model.Kind kind() {
      return kind;
    }

    /** {@code module:QualName}. */
    public String className() {
      return className;
    }

    /** Its files, sorted by UTF-8 bytes; each is a key of the manifest's files. */
    public List<String> files() {
      return files;
    }

    /** Of class name, paths and contents; not of the kind. */
    public Digest digest() {
      return digest;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(className, kind, files, digest);
    }
  }

  /**
   * A file of the bundle.
   *
   * @param size in bytes
   */
  public record FileEntry(Digest digest, long size) implements Serializable {
    public FileEntry {
      if (size < 0) {
        throw new IllegalArgumentException("size: " + size);
      }
    }
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(bundleDigest, models, files);
  }
}
