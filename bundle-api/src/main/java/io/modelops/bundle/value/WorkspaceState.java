package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a workspace remembers. */
public final class WorkspaceState extends Value {
  private static final long serialVersionUID = 1L;

  private final @Nullable String registry;
  private final SortedSet<String> tracked;
  private final @Nullable Synced synced;
  private final SortedMap<String, Digest> remotes;

  private WorkspaceState(
      @Nullable String registry,
      SortedSet<String> tracked,
      @Nullable Synced synced,
      SortedMap<String, Digest> remotes) {
    this.registry = registry;
    this.tracked = sorted(tracked);
    this.synced = synced;
    this.remotes = Collections.unmodifiableSortedMap(new TreeMap<>(remotes));
  }

  public static WorkspaceState of(
      @Nullable String registry,
      SortedSet<String> tracked,
      @Nullable Synced synced,
      SortedMap<String, Digest> remotes) {
    return new WorkspaceState(registry, tracked, synced, remotes);
  }

  /** Where to push to, as given to init; null if not said. */
  public @Nullable String registry() {
    return registry;
  }

  /** Paths, sorted by UTF-8 bytes. */
  public SortedSet<String> tracked() {
    return tracked;
  }

  /** What was last pushed or pulled; null before the first time. */
  public @Nullable Synced synced() {
    return synced;
  }

  /** The digest that each reference had when it was last pushed to or pulled from. */
  public SortedMap<String, Digest> remotes() {
    return remotes;
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

  /** The remote as it was when this workspace last pushed to it or pulled from it. */
  public static final class Synced extends Value {
    private static final long serialVersionUID = 1L;

    private final Reference reference;
    private final Digest digest;
    private final ManifestContent content;

    private Synced(Reference reference, Digest digest, ManifestContent content) {
      this.reference = reference;
      this.digest = digest;
      this.content = content;
    }

    public static Synced of(Reference reference, Digest digest, ManifestContent content) {
      return new Synced(reference, digest, content);
    }

    public Reference reference() {
      return reference;
    }

    /** Of the OCI manifest. */
    public Digest digest() {
      return digest;
    }

    /** Of the manifest document. */
    public ManifestContent content() {
      return content;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(reference, digest, content);
    }
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(registry, tracked, synced, remotes);
  }
}
