package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bundle, or a part of it, that is here now as a whole. */
public final class EnsureResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Inspection bundle;
  private final List<String> files;
  private final @Nullable String directory;
  private final PullChanges changes;
  private final List<Descriptor> fetched;
  private final int cached;
  private final Origin origin;

  /** Where what was wanted came from. */
  public enum Origin {
    /** Nothing was asked of the registry. */
    HERE,
    /** The registry was asked what the reference names, or for content. */
    REGISTRY
  }

  private EnsureResult(
      Inspection bundle,
      List<String> files,
      @Nullable String directory,
      PullChanges changes,
      List<Descriptor> fetched,
      int cached,
      Origin origin) {
    this.bundle = bundle;
    this.files = List.copyOf(files);
    this.directory = directory;
    this.changes = changes;
    this.fetched = List.copyOf(fetched);
    this.cached = cached;
    this.origin = origin;
  }

  /**
   * In the cache, where all of it was.
   *
   * @param files the wanted ones
   */
  public static EnsureResult of(Inspection bundle, List<String> files) {
    return new EnsureResult(
        bundle, files, null, PullChanges.none(), List.of(), files.size(), Origin.HERE);
  }

  /** In a directory, to which this was done. */
  public EnsureResult withDirectory(String absolute, PullChanges done) {
    return new EnsureResult(bundle, files, absolute, done, fetched, cached, origin);
  }

  /**
   * What was transferred.
   *
   * @param layers that were read
   * @param hits how many files' contents were in the cache
   */
  public EnsureResult withTransfer(List<Descriptor> layers, int hits, Origin from) {
    return new EnsureResult(bundle, files, directory, changes, layers, hits, from);
  }

  /** What is here. */
  public Inspection bundle() {
    return bundle;
  }

  /** The paths that were wanted, sorted by UTF-8 bytes. All of them are here. */
  public List<String> files() {
    return files;
  }

  /** Absolute; empty if the bundle is in the cache only. */
  public Optional<String> directory() {
    return Optional.ofNullable(directory);
  }

  /** What was done to the directory. */
  public PullChanges changes() {
    return changes;
  }

  /** The layers that were read. */
  public List<Descriptor> fetched() {
    return fetched;
  }

  /** Size of the layers that were read, in bytes. */
  public long bytesFetched() {
    return fetched.stream().mapToLong(Descriptor::size).sum();
  }

  /** How many files were taken from the cache, or were there as they should be. */
  public int cached() {
    return cached;
  }

  public Origin origin() {
    return origin;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(bundle, files, directory, changes, fetched, cached, origin);
  }
}
