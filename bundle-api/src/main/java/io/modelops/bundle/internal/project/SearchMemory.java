package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the searches of a session leave for the next: which content each file had when it was read,
 * which files there were, and what parsers made of them. Files are safe to be asked for by several
 * threads; all else is done between searches, or by their own thread.
 */
public final class SearchMemory {
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private final Map<String, Fingerprint> contents = new ConcurrentHashMap<>();
  private Map<String, FileStat> stats = Map.of();
  private Set<String> lastPaths = Set.of();
  private SortedSet<String> lastSorted = Collections.emptySortedSet();
  private @Nullable KnownListing listing;
  private boolean told;
  private boolean onDisk;

  /** From now on, the last answer is kept on disk, too. */
  public void keepOnDisk() {
    onDisk = true;
  }

  /** Whether the last answer is kept on disk. */
  public boolean isOnDisk() {
    return onDisk;
  }

  /** Whether nothing is known yet, but for what may be on disk. */
  public boolean isEmpty() {
    return contents.isEmpty();
  }

  /** Nobody says what has changed: what is known holds for files whose stats are as they were. */
  public void changed() {
    told = false;
    listing = null;
  }

  /**
   * Somebody says what has changed, and that nothing else has.
   *
   * @param paths of files and directories, also of those that came or went
   */
  public void changed(Project project, Collection<String> paths) {
    told = true;
    contents.keySet().removeAll(paths);
    if (!paths.stream().allMatch(path -> isListedFile(project, path))) {
      listing = null;
      contents.keySet().removeIf(known -> paths.stream().anyMatch(path -> isBelow(known, path)));
    }
  }

  private static boolean isBelow(String path, String directory) {
    return directory.isEmpty() || path.startsWith(directory + "/");
  }

  /** Whether another listing would find a path as the last did, and the same paths beside it. */
  private boolean isListedFile(Project project, String path) {
    if (listing == null
        || !listing.has(path)
        || listing.listing().basis().containsKey(path)) { // an ignore file
      return false;
    }
    SourceTree tree = project.providers().one(SourceTree.class, "bundle-discovery");
    try {
      tree.open(project.root(), path).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Nullable KnownListing listing() {
    return listing;
  }

  /**
   * The files were listed anew. Of what is known, that stays which cannot have changed.
   *
   * @param start a moment before the listing
   */
  void listed(KnownListing newer, Instant start) {
    listing = newer;
    Map<String, FileStat> before = stats;
    stats = new HashMap<>();
    List<FileStat> found = newer.listing().stats();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).inode() != 0 && found.get(i).isSettled(start)) {
        stats.put(newer.listing().files().get(i), found.get(i));
      }
    }
    if (told && found.isEmpty()) {
      contents.keySet().retainAll(Set.copyOf(newer.listing().files()));
    } else {
      contents.keySet().removeIf(path -> !isSame(before.get(path), stats.get(path)));
    }
  }

  private static boolean isSame(@Nullable FileStat before, @Nullable FileStat now) {
    return before != null && before.equals(now);
  }

  void read(String path, Fingerprint content) {
    contents.put(path, content);
  }

  /** Null if a file has to be read to know. */
  @Nullable Fingerprint known(String path) {
    return contents.get(path);
  }

  /** How many files are known. */
  int size() {
    return contents.size();
  }

  /** The paths of a search, sorted: the last ones again, where they are the same. */
  SortedSet<String> sorted(Set<String> paths, Set<String> others) {
    boolean same =
        paths.size() + others.size() == lastPaths.size()
            && lastPaths.containsAll(paths)
            && lastPaths.containsAll(others);
    if (!same) {
      lastPaths = new HashSet<>(paths);
      lastPaths.addAll(others);
      lastSorted = Inputs.sorted(lastPaths);
    }
    return lastSorted;
  }

  <T> T keep(Class<T> type, Supplier<T> first) {
    return type.cast(kept.computeIfAbsent(type, key -> first.get()));
  }
}
