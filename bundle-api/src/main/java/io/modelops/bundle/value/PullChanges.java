package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a directory's files stand to the bundle that is pulled. Paths are relative to the directory,
 * sorted by UTF-8 bytes. Every path is in one of the lists.
 */
public final class PullChanges extends Value {
  private static final long serialVersionUID = 1L;

  private final List<String> created;
  private final List<String> replaced;
  private final List<String> deleted;
  private final List<String> same;
  private final List<String> kept;
  private final SortedMap<String, Conflict> conflicts;

  private PullChanges(
      List<String> created,
      List<String> replaced,
      List<String> deleted,
      List<String> same,
      List<String> kept,
      SortedMap<String, Conflict> conflicts) {
    this.created = created;
    this.replaced = replaced;
    this.deleted = deleted;
    this.same = same;
    this.kept = kept;
    this.conflicts = Collections.unmodifiableSortedMap(conflicts);
  }

  /** Nothing changes. */
  public static PullChanges none() {
    return new PullChanges(
        List.of(), List.of(), List.of(), List.of(), List.of(), new TreeMap<>(BundlePath.ORDER));
  }

  public PullChanges withCreated(Collection<String> paths) {
    return new PullChanges(sorted(paths), replaced, deleted, same, kept, conflicts);
  }

  public PullChanges withReplaced(Collection<String> paths) {
    return new PullChanges(created, sorted(paths), deleted, same, kept, conflicts);
  }

  public PullChanges withDeleted(Collection<String> paths) {
    return new PullChanges(created, replaced, sorted(paths), same, kept, conflicts);
  }

  public PullChanges withSame(Collection<String> paths) {
    return new PullChanges(created, replaced, deleted, sorted(paths), kept, conflicts);
  }

  public PullChanges withKept(Collection<String> paths) {
    return new PullChanges(created, replaced, deleted, same, sorted(paths), conflicts);
  }

  public PullChanges withConflicts(Map<String, Conflict> found) {
    SortedMap<String, Conflict> copy = new TreeMap<>(BundlePath.ORDER);
    copy.putAll(found);
    return new PullChanges(created, replaced, deleted, same, kept, copy);
  }

  private static List<String> sorted(Collection<String> paths) {
    return paths.stream().sorted(BundlePath.ORDER).toList();
  }

  /** Files that are not there yet. */
  public List<String> created() {
    return created;
  }

  /** Files that were as last pulled or pushed, and are others in the bundle. */
  public List<String> replaced() {
    return replaced;
  }

  /** Files that were as last pulled or pushed, and are in the bundle no longer. */
  public List<String> deleted() {
    return deleted;
  }

  /** Files that are as in the bundle already. They are left alone. */
  public List<String> same() {
    return same;
  }

  /** Files that are in the bundle no longer, but were edited here. They stay. */
  public List<String> kept() {
    return kept;
  }

  /** What is only here, and would be lost. */
  public SortedMap<String, Conflict> conflicts() {
    return conflicts;
  }

  /** The files that the directory gets from the bundle, if what is in the way is overwritten. */
  public Stream<String> written() {
    Stream<String> lost =
        conflicts.entrySet().stream()
            .filter(conflict -> conflict.getValue() != Conflict.BLOCKING)
            .map(Map.Entry::getKey);
    return Stream.of(created.stream(), replaced.stream(), lost).flatMap(paths -> paths);
  }

  /** Why a pull does not touch a path. */
  public enum Conflict {
    /** The file was edited after the last pull or push. */
    EDITED,
    /** A file that was in no pull or push has the name of one of the bundle. */
    UNTRACKED,
    /** The file was deleted after the last pull or push. */
    DELETED,
    /** A file that is not of the bundle is where the bundle has a directory. */
    BLOCKING
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(created, replaced, deleted, same, kept, conflicts);
  }
}
