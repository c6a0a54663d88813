package io.modelops.bundle;

import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceStatus;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A project that tracks files in the manner of git. Its state is in {@code .modelops-bundle/};
 * nothing is kept in memory, so a workspace may be used by several threads, and beside other
 * processes.
 */
public final class Workspace {
  private final Context context;

  Workspace(Context context) {
    this.context = context;
  }

  /** Where push goes: what pyproject.toml says, else what init was given. */
  public Optional<Reference> reference() {
    throw new UnsupportedOperationException();
  }

  /** What is tracked in a project that has a workspace. */
  static List<String> trackedOf(Context context) {
    WorkspaceStore store = context.providers().one(WorkspaceStore.class, "bundle-manifest");
    try {
      return List.copyOf(store.read(context.root()).tracked());
    } catch (IOException e) {
      throw new WorkspaceException(
          "unreadable", List.of(), "the workspace cannot be read: " + e.getMessage(), "", e);
    }
  }

  /** The tracked paths, sorted. */
  public List<String> tracked() {
    throw new UnsupportedOperationException();
  }

  /**
   * Tracks files: all or, if an argument names nothing, none.
   *
   * @param arguments paths of files or directories (with all that is in them), or patterns as of
   *     {@link io.modelops.bundle.value.Glob}; relative to the project, or absolute within it; not
   *     clean ones are normalised
   * @param force also what ignore rules leave out
   */
  public TrackingChange add(Collection<String> arguments, boolean force) {
    throw new UnsupportedOperationException();
  }

  /**
   * Tracks files no longer.
   *
   * @param delete whether to delete them from disk, too
   */
  public TrackingChange remove(Collection<String> arguments, boolean delete) {
    throw new UnsupportedOperationException();
  }

  /** How files stand to the last sync; the remote is not asked. */
  public WorkspaceStatus status() {
    throw new UnsupportedOperationException();
  }

  /** As {@link #status()}, and asks the remote; one that does not answer is {@code UNKNOWN}. */
  public WorkspaceStatus status(RegistryOptions options) {
    throw new UnsupportedOperationException();
  }

  /**
   * Pushes and remembers what was pushed.
   *
   * @param force also if the remote tag moved since the last sync
   * @throws WorkspaceException code {@code tag-moved} naming both digests
   */
  public PushResult push(
      Manifest manifest, Reference reference, RegistryOptions options, boolean force) {
    throw new UnsupportedOperationException();
  }
}
