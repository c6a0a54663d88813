package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.status.StatusReport;
import io.modelops.bundle.internal.transfer.LastSync;
import io.modelops.bundle.internal.transfer.Pull;
import io.modelops.bundle.internal.transfer.PullTarget;
import io.modelops.bundle.internal.transfer.TreeVerification;
import io.modelops.bundle.internal.workspace.Additions;
import io.modelops.bundle.internal.workspace.Initializer;
import io.modelops.bundle.internal.workspace.Removals;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import io.modelops.bundle.value.WorkspaceStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project that tracks files in the manner of git. Its state is in {@code .modelops-bundle/};
 * nothing is kept in memory, so a workspace may be used by several threads, and beside other
 * processes.
 */
public final class Workspace extends Stage<Workspace> {
  private final Project project;
  private final State state;

  Workspace(Project project, State state) {
    this.project = project;
    this.state = state;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Workspace with(Call call) {
    Project changed = new Project(project.root(), call);
    return new Workspace(changed, new State(changed, state.store()));
  }

  /**
   * Where push goes: what pyproject.toml says, else what init was given. The directory of a layout
   * counts from the project.
   */
  public Optional<Reference> reference() {
    return Optional.ofNullable(
        state.reference(SettingsFile.read(project).registry(), state.read().registry()));
  }

  /** The tracked paths, sorted. */
  public List<String> tracked() {
    return List.copyOf(state.read().tracked());
  }

  /** What was last pushed or pulled; empty before the first time. */
  public Optional<Synced> synced() {
    return Optional.ofNullable(state.read().synced())
        .map(last -> Synced.of(state.located(last.reference()), last.digest(), last.content()));
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
   * @throws WorkspaceException code {@code outside-project}, {@code bad-path}, {@code
   *     symbolic-link}, {@code not-a-file} or {@code unreadable}, naming what cannot be tracked
   */
  public TrackingChange add(Collection<String> arguments, AddOptions options) {
    return new Additions(project, state, options).run(arguments);
  }

  /** {@link #add(Collection, AddOptions)} with the defaults. */
  public TrackingChange add(Collection<String> arguments) {
    return add(arguments, AddOptions.defaults());
  }

  /** {@link #remove(Collection, RemoveOptions)} with the defaults. */
  public TrackingChange remove(Collection<String> arguments) {
    return remove(arguments, RemoveOptions.defaults());
  }

  /**
   * Tracks files no longer: all or, if an argument names nothing, none. Files that are to be
   * deleted are deleted before they are forgotten, so that after a crash the same call does the
   * rest.
   *
   * @param arguments as of {@link #add}; patterns and directories mean what is tracked
   * @throws WorkspaceException code {@code locally-modified} if a file to delete was never synced,
   *     or modified since; nothing is done then
   */
  public TrackingChange remove(Collection<String> arguments, RemoveOptions options) {
    return new Removals(project, state, options).run(arguments);
  }

  /** How files stand to the last sync; the remote is not asked. */
  public WorkspaceStatus status() {
    return status(null);
  }

  /**
   * As {@link #status()}, and asks the remote. One that does not answer or refuses to is {@code
   * UNKNOWN} and says why: {@link WorkspaceStatus.Remote#failure()}.
   */
  public WorkspaceStatus status(@Nullable RegistryOptions options) {
    return StatusReport.of(project, state, options);
  }

  /**
   * Pushes and remembers what was pushed. Tracked files that are no longer there and not in the
   * manifest are forgotten. If the tag names an equal bundle already, nothing is sent; of a layout,
   * the parts are looked at, and sent if they are missing. With force, whatever is at hand is read,
   * and damaged parts are sent, too.
   *
   * @throws WorkspaceException code {@code tag-moved} naming both digests
   */
  public PushResult push(Manifest manifest, Reference reference, PushOptions options) {
    Reference target = state.located(reference);
    PushResult result = manifest.push(target, options, lastSync(target));
    state.pushed(Synced.of(state.remembered(target), result.digest(), manifest.content()));
    return result;
  }

  /** Says what {@link #push} would do now, refusing included. Sends nothing. */
  public PushPlan plan(Manifest manifest, Reference reference, PushOptions options) {
    Reference target = state.located(reference);
    return manifest.plan(target, options, lastSync(target));
  }

  /**
   * Pulls a bundle, so that this directory has its files exactly, and remembers it. Everything is
   * fetched and verified before the first file changes; each file is replaced as a whole. What a
   * cancelled or failed call has fetched is kept for the next one. Only the whole bundle is
   * remembered: a part that is pulled counts as edited afterwards, unless it is as it was.
   *
   * @throws WorkspaceException code {@code local-changes} naming files that differ from the last
   *     push or pull; with {@link PullOptions#withOverwrite}, copies of them are kept
   * @throws RegistryException if the bundle cannot be had, is none, or contradicts itself
   */
  public PullResult pull(Reference reference, PullOptions options) {
    Reference source = state.located(reference);
    Synced last = state.read().synced();
    return pulling(source, options, last)
        .run(
            bundle ->
                state.pulled(
                    Synced.of(
                        state.remembered(source), bundle.manifest().digest(), bundle.content())))
        .withPrevious(last == null ? null : last.digest());
  }

  /** Says what {@link #pull} would do now, refusing included. Fetches no content. */
  public PullPlan planPull(Reference reference, PullOptions options) {
    return pulling(state.located(reference), options, state.read().synced()).plan();
  }

  /**
   * Reads every file that the last push or pull left, and compares: a file counts for what is in it
   * now, whatever size and time it has. manifest.json is no such file, as it can be made again.
   *
   * @return what is missing, changed or unreadable
   * @throws WorkspaceException code {@code nothing-synced} if there was no push or pull yet
   */
  public VerifyResult verify() {
    return new TreeVerification(project).run(synced().orElse(null));
  }

  private Pull pulling(Reference source, PullOptions options, @Nullable Synced last) {
    return new Pull(
        new PullTarget(project, state.store(), last == null ? null : last.content()),
        source,
        options);
  }

  private LastSync lastSync(Reference target) {
    WorkspaceState now = state.read();
    Synced last = now.synced();
    return new LastSync(
        last == null ? null : last.digest(),
        last == null ? null : last.content().bundleDigest(),
        now.remotes().get(state.remembered(target).toString()));
  }

  /** Pulls into a directory that is no workspace, and makes it one. */
  static PullResult pullNew(Project project, Reference reference, PullOptions options) {
    PullTarget target = PullTarget.fresh(project);
    State state = new State(project, target.store());
    List<Issue> issues = new ArrayList<>();
    PullResult result =
        new Pull(target, reference, options)
            .run(bundle -> issues.addAll(initialize(project, state, reference, bundle)));
    issues.addAll(result.issues());
    return result.withIssues(issues);
  }

  /** Makes a directory with a bundle's files a workspace. */
  private static List<Issue> initialize(
      Project project, State state, Reference reference, Inspection bundle) {
    Reference pushed = reference.tag() == null ? null : state.located(reference);
    List<Issue> issues =
        new Initializer(project, state)
            .run(InitializeOptions.defaults().withRegistry(pushed))
            .issues();
    state.pulled(
        Synced.of(state.remembered(reference), bundle.manifest().digest(), bundle.content()));
    return issues;
  }
}
