package io.modelops.bundle.value;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace remembers.
 *
 * @param registry where to push to, as given to init; null if not said
 * @param tracked paths, sorted by UTF-8 bytes
 * @param synced what was last pushed or pulled; null before the first time
 * @param remotes the digest that each reference had when it was last pushed to or pulled from
 */
public record WorkspaceState(
    @Nullable String registry,
    SortedSet<String> tracked,
    @Nullable Synced synced,
    SortedMap<String, Digest> remotes) {
  public WorkspaceState {
    tracked = sorted(tracked);
    remotes = Collections.unmodifiableSortedMap(new TreeMap<>(remotes));
  }

  private static SortedSet<String> sorted(Collection<String> paths) {
    SortedSet<String> copy = new TreeSet<>(BundlePath.ORDER);
    copy.addAll(paths);
    return Collections.unmodifiableSortedSet(copy);
  }

  /** Nothing tracked, never pushed. */
  public static WorkspaceState initial(@Nullable String registry) {
    return new WorkspaceState(registry, new TreeSet<>(), null, new TreeMap<>());
  }

  public WorkspaceState withRegistry(String reference) {
    return new WorkspaceState(reference, tracked, synced, remotes);
  }

  public WorkspaceState withTracked(Collection<String> paths) {
    return new WorkspaceState(registry, sorted(paths), synced, remotes);
  }

  public WorkspaceState withSynced(Synced last) {
    SortedMap<String, Digest> known = new TreeMap<>(remotes);
    known.put(last.reference().toString(), last.digest());
    return new WorkspaceState(registry, tracked, last, known);
  }

  /**
   * The remote as it was when this workspace last pushed to it or pulled from it.
   *
   * @param digest of the OCI manifest
   * @param content of the manifest document
   */
  public record Synced(Reference reference, Digest digest, ManifestContent content) {}
}
