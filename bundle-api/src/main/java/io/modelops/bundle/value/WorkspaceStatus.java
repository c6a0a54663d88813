package io.modelops.bundle.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace stands to what it tracks, to its last sync and to the remote.
 *
 * @param reference where push goes; null if neither pyproject.toml nor init says
 * @param tracked every tracked file and every file of a configured or synced model, sorted; not
 *     copied
 * @param changes those of them that are not {@code UNMODIFIED}
 * @param untracked files that are neither tracked nor ignored, sorted
 */
public record WorkspaceStatus(
    @Nullable Reference reference,
    List<TrackedFile> tracked,
    List<TrackedFile> changes,
    List<String> untracked,
    Remote remote) {
  public WorkspaceStatus {
    changes = List.copyOf(changes);
    untracked = List.copyOf(untracked);
  }

  /** A file and how it differs from the last sync. */
  public record TrackedFile(String path, FileState state) {}

  /** How a tracked file differs from the last sync. */
  public enum FileState {
    /** Tracked, and not part of the last sync. */
    ADDED,
    UNMODIFIED,
    MODIFIED,
    /** Tracked, and not on disk. */
    DELETED,
    /** Part of the last sync, and tracked no longer. */
    REMOVED
  }

  /**
   * The remote tag.
   *
   * @param digest of the OCI manifest it names; null if absent or not asked
   */
  public record Remote(RemoteState state, @Nullable Digest digest) {}

  /** How the workspace stands to the remote tag. */
  public enum RemoteState {
    /** Not asked, or it did not answer. */
    UNKNOWN,
    /** The tag does not exist yet. */
    ABSENT,
    /** Nothing to push, nothing to pull. */
    IN_SYNC,
    /** Changes here only. */
    AHEAD,
    /** Changes there only. */
    BEHIND,
    /** Changes on both sides, or no common past. */
    DIVERGED
  }
}
