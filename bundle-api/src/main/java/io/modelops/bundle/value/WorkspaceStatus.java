package io.modelops.bundle.value;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.value.ManifestDifference.Changes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a workspace stands to what it tracks, to its last sync and to the remote. */
public final class WorkspaceStatus extends Value {
  private static final long serialVersionUID = 1L;

  private final @Nullable Reference reference;
  private final List<TrackedFile> tracked;
  private final List<TrackedFile> changes;
  private final List<String> untracked;
  private final Remote remote;
  private final Changes models;
  private final ManifestState manifest;
  private final @Nullable Issue problem;

  private WorkspaceStatus(
      @Nullable Reference reference,
      List<TrackedFile> tracked,
      List<TrackedFile> changes,
      List<String> untracked,
      Remote remote,
      Changes models,
      ManifestState manifest,
      @Nullable Issue problem) {
    this.reference = reference;
    this.tracked = tracked;
    this.changes = List.copyOf(changes);
    this.untracked = List.copyOf(untracked);
    this.remote = remote;
    this.models = models;
    this.manifest = manifest;
    this.problem = problem;
  }

  /** With the models of the last sync, and without a manifest on disk. */
  public static WorkspaceStatus of(
      @Nullable Reference reference,
      List<TrackedFile> tracked,
      List<TrackedFile> changes,
      List<String> untracked,
      Remote remote) {
    Changes none = Changes.of(List.of(), List.of(), List.of());
    return new WorkspaceStatus(
        reference, tracked, changes, untracked, remote, none, ManifestState.MISSING, null);
  }

  public WorkspaceStatus withModels(Changes newModels) {
    return new WorkspaceStatus(
        reference, tracked, changes, untracked, remote, newModels, manifest, problem);
  }

  public WorkspaceStatus withManifest(ManifestState newManifest) {
    return new WorkspaceStatus(
        reference, tracked, changes, untracked, remote, models, newManifest, problem);
  }

  public WorkspaceStatus withProblem(@Nullable Issue newProblem) {
    return new WorkspaceStatus(
        reference, tracked, changes, untracked, remote, models, manifest, newProblem);
  }

  /** Where push goes; null if neither pyproject.toml nor init says. */
  public @Nullable Reference reference() {
    return reference;
  }

  /** Every file of the next bundle, tracked or a model's, and of the last, sorted; not copied. */
  public List<TrackedFile> tracked() {
    return tracked;
  }

  /** Those of them that are not {@code UNMODIFIED}. */
  public List<TrackedFile> changes() {
    return changes;
  }

  /** Files that are neither tracked nor ignored, sorted. */
  public List<String> untracked() {
    return untracked;
  }

  public Remote remote() {
    return remote;
  }

  /** How the models of the next bundle differ from those of the last sync, by id. */
  public Changes models() {
    return models;
  }

  /** How the manifest on disk stands to the next bundle. */
  public ManifestState manifest() {
    return manifest;
  }

  /** Why a push would fail whatever the remote says; null if nothing of the kind is known. */
  public @Nullable Issue problem() {
    return problem;
  }

  /** A file and how it differs from the last sync. */
  public static final class TrackedFile extends Value {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final FileState state;

    private TrackedFile(String path, FileState state) {
      this.path = path;
      this.state = state;
    }

    public static TrackedFile of(String path, FileState state) {
      return new TrackedFile(path, state);
    }

    public String path() {
      return path;
    }

    public FileState state() {
      return state;
    }

    @Override
    public String toString() {
      return "TrackedFile[path=" + path + ", state=" + state + "]";
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(path, state);
    }
  }

  /** How a tracked file differs from the last sync. */
  public enum FileState {
    /** In the next bundle, and not in that of the last sync. */
    ADDED,
    UNMODIFIED,
    MODIFIED,
    /** Tracked or a model's, and not on disk; also if there is a directory of its name. */
    DELETED,
    /** Part of the last sync, and no longer in the bundle. */
    REMOVED
  }

  /** How the manifest on disk stands to the next bundle. */
  public enum ManifestState {
    MISSING,
    /** It says what the next bundle will hold. */
    CURRENT,
    /** It says something else. */
    STALE,
    /** It is no manifest of this format. */
    UNREADABLE
  }

  /** The remote tag. */
  public static final class Remote extends Value {
    private static final long serialVersionUID = 1L;

    private final RemoteState state;
    private final @Nullable Digest digest;
    private final @Nullable BundleException failure;

    private Remote(RemoteState state, @Nullable Digest digest, @Nullable BundleException failure) {
      this.state = state;
      this.digest = digest;
      this.failure = failure;
    }

    public static Remote of(RemoteState state, @Nullable Digest digest) {
      return new Remote(state, digest, null);
    }

    /** It was asked, and its state is unknown for this reason. */
    public static Remote unknown(BundleException why) {
      return new Remote(RemoteState.UNKNOWN, null, why);
    }

    public RemoteState state() {
      return state;
    }

    /** The digest of the OCI manifest that it names; null if absent or not asked. */
    public @Nullable Digest digest() {
      return digest;
    }

    /**
     * Why the state is unknown although the remote was asked: not logged in, no connection. Null
     * otherwise. Two remotes that differ in this only are equal.
     */
    public @Nullable BundleException failure() {
      return failure;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(state, digest);
    }
  }

  /** How the workspace stands to the remote tag. */
  public enum RemoteState {
    /** Not asked, or it did not say: {@link Remote#failure()}. */
    UNKNOWN,
    /** The tag does not exist yet. */
    ABSENT,
    /** The same content, whoever pushed it: nothing to push, nothing to pull. */
    IN_SYNC,
    /** The same content, of which parts are missing there: a push sends them again. */
    INCOMPLETE,
    /** Changes here only. */
    AHEAD,
    /** Changes there only. */
    BEHIND,
    /** Changes on both sides, or no common past. */
    DIVERGED;

    /** Whether a push is refused unless it is forced: it would undo changes there. */
    public boolean isPushRefused() {
      return this == BEHIND || this == DIVERGED;
    }
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, tracked, changes, untracked, remote, models, manifest, problem);
  }
}
