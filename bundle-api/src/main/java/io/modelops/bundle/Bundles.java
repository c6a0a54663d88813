package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.transfer.Copy;
import io.modelops.bundle.internal.transfer.Pull;
import io.modelops.bundle.internal.transfer.PullTarget;
import io.modelops.bundle.internal.transfer.Remote;
import io.modelops.bundle.internal.transfer.Tags;
import io.modelops.bundle.internal.workspace.Initializer;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.TagOptions;
import io.modelops.bundle.value.TagResult;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bundles where they are kept, for viewers and workers that have no project. */
public final class Bundles extends Stage<Bundles> {
  private final Call call;

  private Bundles(Call call) {
    this.call = call;
  }

  @Override
  Call call() {
    return call;
  }

  @Override
  Bundles with(Call changed) {
    return new Bundles(changed);
  }

  /** With the providers that this library's class loader sees. */
  public static Bundles load() {
    return of(Providers.load());
  }

  /** With the given providers. */
  public static Bundles of(Providers providers) {
    return new Bundles(Call.of(providers.set()));
  }

  /** {@link #inspect(Reference, RegistryOptions)} with the defaults. */
  public Inspection inspect(String reference) {
    return inspect(Reference.parse(reference), RegistryOptions.defaults());
  }

  /**
   * Reads which models and files are in a bundle, without its content: two small documents, both
   * verified.
   *
   * @throws RegistryException code {@code not-found} if there is none, {@code unsupported} if the
   *     reference names an index of several, {@code not-a-bundle} or {@code invalid-manifest} if
   *     what it names is no bundle of this format; or if it cannot be reached
   */
  public Inspection inspect(Reference reference, RegistryOptions options) {
    return new Remote(call, reference, options, call.operation()).inspect();
  }

  /** {@link #pull(Reference, Path, PullOptions)} of the whole bundle, with the defaults. */
  public PullResult pull(String reference, Path directory) {
    return pull(Reference.parse(reference), directory, PullOptions.of(RegistryOptions.defaults()));
  }

  /**
   * Pulls a bundle into a directory, as {@link Workspace#pull} does. One that is no workspace is
   * made one that pushes to where the bundle came from, unless only a part of the bundle is pulled.
   *
   * @param directory is made if it is not there; a relative one counts from the working directory
   *     of the process, now
   * @throws WorkspaceException code {@code local-changes} if files are in the way
   * @throws RegistryException as of {@link #inspect(Reference, RegistryOptions)}
   */
  public PullResult pull(Reference reference, Path directory, PullOptions options) {
    Project project = project(directory);
    return workspace(project)
        .map(workspace -> workspace.pull(reference, options))
        .orElseGet(() -> pullNew(project, reference, options));
  }

  /** Says what {@link #pull} would do now, refusing included. Fetches and writes nothing. */
  public PullPlan planPull(Reference reference, Path directory, PullOptions options) {
    Project project = project(directory);
    return workspace(project)
        .map(workspace -> workspace.planPull(reference, options))
        .orElseGet(() -> new Pull(fresh(project), reference, options).plan());
  }

  private Project project(Path directory) {
    return new Project(directory.toAbsolutePath().normalize(), call);
  }

  private static Optional<Workspace> workspace(Project project) {
    return State.of(project).map(state -> new Workspace(project, state));
  }

  private static PullTarget fresh(Project project) {
    WorkspaceStore store = project.providers().one(WorkspaceStore.class, "bundle-manifest");
    return new PullTarget(project, store, null);
  }

  private static PullResult pullNew(Project project, Reference reference, PullOptions options) {
    PullTarget target = fresh(project);
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

  /**
   * The tags of a repository, layout or archive; which of them the reference names plays no part.
   *
   * @return in the order of the place; empty if there are none
   * @throws RegistryException if they cannot be listed
   */
  public List<String> tags(Reference reference, RegistryOptions options) {
    return new Tags(call, call.operation()).all(reference, options);
  }

  /**
   * The next of the tags of a repository, layout or archive.
   *
   * @param limit how many at most
   * @param last the last tag of the page before; null for the first page
   * @return in the order of the place; empty if there are no more
   * @throws RegistryException if they cannot be listed
   */
  public List<String> tags(
      Reference reference, RegistryOptions options, int limit, @Nullable String last) {
    return new Tags(call, call.operation()).page(reference, options, limit, last);
  }

  /**
   * Names a bundle by another tag of the same place. Of the bundle only its OCI manifest is read. A
   * tag that names it already is left alone.
   *
   * @throws RegistryException code {@code not-found} if the reference names nothing, {@code
   *     tag-moved} if the tag names something else and this is not forced
   * @throws IllegalArgumentException if it is no tag
   */
  public TagResult tag(Reference reference, String tag, TagOptions options) {
    return new Tags(call, call.operation()).put(reference, tag, options);
  }

  /**
   * Copies a bundle, or any other manifest or index, between registries, layouts and archives. All
   * bytes stay as they are, so it has the same digest in both places. Only what is missing is sent;
   * what refers to it, such as signatures, is copied, too. The tag is put last.
   *
   * @param to a tag, or the digest of what is copied
   * @throws RegistryException code {@code not-found} if the source names nothing, {@code tag-moved}
   *     if the target names something else and this is not forced; or if the copy fails
   */
  public CopyResult copy(Reference from, Reference to, CopyOptions options) {
    return new Copy(call, from, to, options).run();
  }

  /**
   * What refers to a bundle, or to any other manifest or index. Asks nothing yet.
   *
   * @param reference may be that of a layout or archive
   */
  public Referrers referrers(Reference reference, RegistryOptions options) {
    return new Referrers(call, reference, options);
  }

  /**
   * Who signed a bundle, or any other manifest or index. Asks nothing yet.
   *
   * @param reference may be that of a layout or archive
   */
  public Signatures signatures(Reference reference, RegistryOptions options) {
    return new Signatures(call, reference, options);
  }
}
