package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.cache.Collector;
import io.modelops.bundle.internal.cache.Verification;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.transfer.BundleVerification;
import io.modelops.bundle.internal.transfer.Copy;
import io.modelops.bundle.internal.transfer.Ensure;
import io.modelops.bundle.internal.transfer.Logins;
import io.modelops.bundle.internal.transfer.Pull;
import io.modelops.bundle.internal.transfer.PullTarget;
import io.modelops.bundle.internal.transfer.Remote;
import io.modelops.bundle.internal.transfer.Tags;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.LogoutResult;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.TagOptions;
import io.modelops.bundle.value.TagResult;
import io.modelops.bundle.value.VerifyResult;
import java.nio.file.Path;
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
        .orElseGet(() -> Workspace.pullNew(project, reference, options));
  }

  /** Says what {@link #pull} would do now, refusing included. Fetches and writes nothing. */
  public PullPlan planPull(Reference reference, Path directory, PullOptions options) {
    Project project = project(directory);
    return workspace(project)
        .map(workspace -> workspace.planPull(reference, options))
        .orElseGet(() -> new Pull(PullTarget.fresh(project), reference, options).plan());
  }

  /** {@link #ensure(Reference, Path, EnsureOptions)} of the whole bundle, with the defaults. */
  public EnsureResult ensure(String reference, Path directory) {
    return ensure(
        Reference.parse(reference), directory, EnsureOptions.of(RegistryOptions.defaults()));
  }

  /**
   * Sees to it that a bundle, or a part of it, is in the cache. What is there is not fetched, and
   * if all of it is, a reference by digest asks nothing of the registry.
   *
   * @throws WorkspaceException code {@code not-cached} naming what is missing that must not be
   *     fetched
   * @throws RegistryException as of {@link #pull(Reference, Path, PullOptions)}
   */
  public EnsureResult ensure(Reference reference, EnsureOptions options) {
    return new Ensure(call, reference, options).inCache();
  }

  /**
   * Sees to it that a directory has the files of a bundle, or of a part of it, and no others of
   * what was ensured there before. What is missing comes from the cache, or into it first. All is
   * verified before the first file changes; when all files are there, {@code
   * .modelops-bundle/ensured} says so. The directory is not made a workspace.
   *
   * @param directory is made if it is not there; a relative one counts from the working directory
   *     of the process, now
   * @throws WorkspaceException code {@code local-changes} if files were edited, or others are in
   *     the way; {@code not-cached} as of {@link #ensure(Reference, EnsureOptions)}
   */
  public EnsureResult ensure(Reference reference, Path directory, EnsureOptions options) {
    PullTarget target = PullTarget.fresh(project(directory));
    return new Ensure(call, reference, options).inDirectory(target.project(), target.store());
  }

  /**
   * Deletes from a cache what no reference names that was ensured, and no running call uses. Both
   * may go on meanwhile.
   *
   * @throws WorkspaceException code {@code cache-failed} if the cache cannot be read or written
   */
  public CollectResult collect(CollectOptions options) {
    return Collector.run(call, options);
  }

  /**
   * Hashes everything in a cache. What is damaged is moved away, and fetched anew when it is
   * wanted.
   *
   * @throws WorkspaceException as of {@link #collect}
   */
  public CacheCheck checkCache(CacheOptions options) {
    return Verification.run(call, options);
  }

  private Project project(Path directory) {
    return new Project(directory.toAbsolutePath().normalize(), call);
  }

  private static Optional<Workspace> workspace(Project project) {
    return State.of(project).map(state -> new Workspace(project, state));
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
   * Reads all of a bundle where it is kept, and compares it with its digests: OCI manifest,
   * manifest.json, every layer, and every file in it. Several layers are read at a time, none is
   * held or stored.
   *
   * @return everything that is not right, and not only the first of it
   * @throws RegistryException as of {@link #inspect(Reference, RegistryOptions)}, but for what is
   *     damaged or missing beyond the reference
   */
  public VerifyResult verify(Reference reference, RegistryOptions options) {
    return new BundleVerification(call, reference, options).run();
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
   * Asks a registry whether it accepts a credential, and keeps it if so, where the {@link
   * io.modelops.bundle.spi.CredentialStore} keeps credentials: that of bundle-registry in Docker's
   * configuration, or with the helper that it names. It is found by later calls in an environment
   * that leads to the same place, and by other programs.
   *
   * @param place a registry, {@code ghcr.io} or {@code localhost:5000}, or a part of it, {@code
   *     ghcr.io/lab}
   * @param credential whose source plays no part
   * @throws RegistryException code {@code login-refused} if the registry does not accept it, {@code
   *     credentials} if it cannot be kept; or if the registry cannot be reached
   * @throws IllegalArgumentException if this is no registry, or no user name or password
   */
  public LoginResult login(String place, Credential credential, RegistryOptions options) {
    return new Logins(call, place).login(credential, options);
  }

  /**
   * Forgets the credential that is kept for exactly this place. The registry is not asked.
   *
   * @param place as for {@link #login}
   * @throws RegistryException code {@code credentials} if it cannot be removed
   * @throws IllegalArgumentException if this is no registry
   */
  public LogoutResult logout(String place) {
    return new Logins(call, place).logout();
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
