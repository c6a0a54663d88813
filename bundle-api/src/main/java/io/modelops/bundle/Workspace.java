package io.modelops.bundle;

import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A project that tracks files in the manner of git. Its state is in {@code .modelops-bundle/};
 * nothing is kept in memory, so a workspace may be used by several threads, and beside other
 * processes.
 */
public final class Workspace {
  /** Who asks for the status does not wait as long as who pushes. */
  private static final Duration STATUS_PATIENCE = Duration.ofSeconds(5);

  private final Bundle bundle;
  private final Context context;
  private final State state;

  Workspace(Bundle bundle, Context context, State state) {
    this.bundle = bundle;
    this.context = context;
    this.state = state;
  }

  /**
   * Where push goes: what pyproject.toml says, else what init was given. The directory of a layout
   * counts from the project.
   */
  public Optional<Reference> reference() {
    return Optional.ofNullable(reference(bundle.settings().registry(), state.read().registry()));
  }

  private @Nullable Reference reference(@Nullable String configured, @Nullable String initialized) {
    String text = configured != null ? configured : initialized;
    return text == null ? null : located(Reference.parse(text));
  }

  private Reference located(Reference reference) {
    return reference instanceof Reference.Layout layout
        ? new Reference.Layout(context.root().resolve(layout.directory()), layout.tag())
        : reference;
  }

  /** What is tracked in a project that has a workspace, and still there: what a push takes. */
  static List<String> trackedOf(Context context) {
    WorkspaceStore store = context.providers().one(WorkspaceStore.class, "bundle-manifest");
    return new State(context, store)
        .read().tracked().stream().filter(path -> isThere(context.root(), path)).toList();
  }

  private static boolean isThere(Path root, String path) {
    return !Files.notExists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** The tracked paths, sorted. */
  public List<String> tracked() {
    return List.copyOf(state.read().tracked());
  }

  /** What was last pushed or pulled; empty before the first time. */
  public Optional<Synced> synced() {
    return Optional.ofNullable(state.read().synced());
  }

  /**
   * Tracks files: all or, if an argument names nothing, none.
   *
   * <p>A directory stands for all that is in it, but for links, pipes and the like, and for what
   * ignore rules leave out. The manifest is never tracked: it is in every bundle.
   *
   * @param arguments paths of files or directories (with all that is in them), or patterns as of
   *     {@link io.modelops.bundle.value.Glob}; relative to the project, or absolute within it; not
   *     clean ones are normalised
   * @param force also what ignore rules leave out
   * @throws WorkspaceException code {@code outside-project}, {@code bad-path}, {@code
   *     symbolic-link}, {@code not-a-file} or {@code unreadable}, naming what cannot be tracked
   */
  public TrackingChange add(Collection<String> arguments, boolean force) {
    return new Additions(context, state, force).run(arguments);
  }

  /** {@link #remove(Collection, boolean, boolean)} without force. */
  public TrackingChange remove(Collection<String> arguments, boolean delete) {
    return remove(arguments, delete, false);
  }

  /**
   * Tracks files no longer: all or, if an argument names nothing, none.
   *
   * @param arguments as of {@link #add}; patterns and directories mean what is tracked
   * @param delete whether to delete them from disk, too. They are deleted before they are
   *     forgotten, so that after a crash the same call does the rest
   * @param force delete also what was modified since the last sync
   * @throws WorkspaceException code {@code locally-modified} if a file to delete was modified since
   *     the last sync; nothing is done then
   */
  public TrackingChange remove(Collection<String> arguments, boolean delete, boolean force) {
    return new Removals(context, state, delete, force).run(arguments);
  }

  /** How files stand to the last sync; the remote is not asked. */
  public WorkspaceStatus status() {
    return status(null);
  }

  /** As {@link #status()}, and asks the remote; one that does not answer is {@code UNKNOWN}. */
  public WorkspaceStatus status(@Nullable RegistryOptions options) {
    StatusReport report = new StatusReport(context, state);
    StatusIndex.Remotes remotes = report.remotes();
    Reference reference = reference(report.settings().registry(), remotes.registry());
    boolean changed = !report.changes().isEmpty();
    Remote remote =
        options == null || reference == null
            ? new Remote(RemoteState.UNKNOWN, null)
            : remote(reference, options, remotes, changed);
    return new WorkspaceStatus(
        reference, report.files(), report.changes(), report.untracked(), remote);
  }

  private Remote remote(
      Reference reference, RegistryOptions options, StatusIndex.Remotes remotes, boolean changed) {
    boolean patient = options.deadline().compareTo(STATUS_PATIENCE) > 0;
    Optional<Digest> there;
    try {
      there = resolve(reference, patient ? options.withDeadline(STATUS_PATIENCE) : options);
    } catch (IOException | RegistryException e) {
      return new Remote(RemoteState.UNKNOWN, null);
    }
    if (there.isEmpty()) {
      return new Remote(RemoteState.ABSENT, null);
    }
    Digest digest = there.get();
    Digest known = remotes.known().get(reference.toString());
    return new Remote(standing(digest, known, remotes.last(), changed), digest);
  }

  /**
   * @param there what the reference names
   * @param known what it named when this workspace last synced with it
   * @param last what this workspace last synced, with whatever reference
   * @param changed whether there are changes since
   */
  private static RemoteState standing(
      Digest there, @Nullable Digest known, @Nullable Digest last, boolean changed) {
    if (there.equals(last)) {
      return changed ? RemoteState.AHEAD : RemoteState.IN_SYNC;
    }
    if (there.equals(known)) {
      return RemoteState.AHEAD;
    }
    boolean ahead = changed || known == null || !known.equals(last);
    return ahead ? RemoteState.DIVERGED : RemoteState.BEHIND;
  }

  private Optional<Digest> resolve(Reference reference, RegistryOptions options)
      throws IOException {
    var settings =
        new RegistryTransport.Settings(
            context.environment(),
            context.providers().all(CredentialSource.class),
            options,
            context.operation());
    try (RegistryTransport transport =
        context.providers().transportFor(reference).open(reference, settings)) {
      return transport.resolve().map(Descriptor::digest);
    }
  }

  /**
   * Pushes and remembers what was pushed. Tracked files that are no longer there and not in the
   * manifest are forgotten. If the tag names the same bundle already, nothing is sent.
   *
   * @param force also if the remote tag moved since the last sync
   * @throws WorkspaceException code {@code tag-moved} naming both digests
   */
  public PushResult push(
      Manifest manifest, Reference reference, RegistryOptions options, boolean force) {
    Reference target = located(reference);
    PushPlan plan = manifest.plan(target, options);
    Digest known = state.read().remotes().get(target.toString());
    PushResult result;
    if (plan.digest().equals(plan.remote())) {
      result =
          new PushResult(target, plan.digest(), plan.bundleDigest(), List.of(), plan.present(), 0);
    } else if (plan.remote() != null && !plan.remote().equals(known) && !force) {
      throw moved(target, plan.remote(), known);
    } else {
      result = manifest.push(target, options);
    }
    Synced now = new Synced(target, result.digest(), manifest.content());
    state.update(
        "record the push, though it is done",
        old -> remaining(old, manifest.content()).withSynced(now));
    return result;
  }

  private WorkspaceState remaining(WorkspaceState old, ManifestContent pushed) {
    SortedSet<String> paths = new TreeSet<>(old.tracked());
    paths.removeIf(path -> !pushed.files().containsKey(path) && !isThere(context.root(), path));
    return old.withTracked(paths);
  }

  private static WorkspaceException moved(
      Reference reference, Digest remote, @Nullable Digest known) {
    return new WorkspaceException(
        "tag-moved",
        List.of(reference.toString()),
        reference
            + " names "
            + remote
            + (known == null
                ? ", which was never pushed from or pulled to here"
                : ", but the last sync left it at " + known),
        "pull it first and look at the differences, or force the push to replace it",
        null);
  }
}
