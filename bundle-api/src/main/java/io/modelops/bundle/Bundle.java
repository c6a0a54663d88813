package io.modelops.bundle;

import io.modelops.bundle.spi.Cancellation;
import io.modelops.bundle.spi.ProgressListener;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A directory of Python simulation models; the start of the chain {@code
 * Bundle.open(dir).discover().select(...).manifest().push(ref)}.
 *
 * <p>Immutable and safe for use by several threads, as is every stage that follows. A stage does
 * its work when it is called, on the caller's thread, with the help of the executor or, without
 * one, of daemon threads that end with the call.
 */
public final class Bundle {
  private final Context context;

  private Bundle(Context context) {
    this.context = context;
  }

  /**
   * Opens a project with the providers that this library's class loader sees.
   *
   * @param directory a relative one counts from the working directory of the process, now
   * @throws DiscoveryException if it is no directory
   */
  public static Bundle open(Path directory) {
    return open(directory, Providers.load());
  }

  /** Opens a project with the given providers. */
  public static Bundle open(Path directory, Providers providers) {
    Path root = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      throw new DiscoveryException(
          "not-a-directory",
          root,
          "not a directory: " + root,
          "give the project's directory",
          null);
    }
    return new Bundle(
        new Context(
            root, providers, Environment.none(), Cancellation.NONE, ProgressListener.NONE, null));
  }

  public Bundle withCancellation(Cancellation token) {
    return new Bundle(context.with(token));
  }

  public Bundle withProgress(ProgressListener listener) {
    return new Bundle(context.with(listener));
  }

  /** A copy that may use Docker's configuration and the like; without it, nothing is looked up. */
  public Bundle withEnvironment(Environment environment) {
    return new Bundle(context.with(environment));
  }

  /**
   * A copy whose parallel parts run on an executor, beside the calling thread. The executor stays
   * the caller's: it is not shut down.
   */
  public Bundle withExecutor(Executor executor) {
    return new Bundle(context.with(executor));
  }

  /** Absolute. */
  public Path directory() {
    return context.root();
  }

  /**
   * Opens the project that a directory belongs to: the nearest directory, from this one upwards,
   * that has a workspace or a pyproject.toml; a directory of another user, or on another file
   * system, is not adopted.
   *
   * @throws DiscoveryException code {@code no-project} if there is none
   */
  public static Bundle find(Path start, Providers providers) {
    return open(ProjectSearch.from(start), providers);
  }

  /**
   * What pyproject.toml says.
   *
   * @throws ConfigurationException with line and column, if it is wrong
   */
  public Settings settings() {
    return SettingsFile.read(context);
  }

  /**
   * The workspace of this project.
   *
   * @throws WorkspaceException code {@code not-initialized} if there is none
   */
  public Workspace workspace() {
    WorkspaceStore store = context.providers().one(WorkspaceStore.class, "bundle-manifest");
    if (!store.exists(context.root())) {
      throw new WorkspaceException(
          "not-initialized",
          List.of(store.directoryName()),
          context.root() + " is no workspace: it has no " + store.directoryName(),
          "initialize it: modelops-bundle init",
          null);
    }
    return new Workspace(this, context, new State(context, store));
  }

  /**
   * Makes this directory a workspace. Existing files stay as they are, but for lines that are
   * appended to {@code .gitignore}; on a workspace, replaces its registry. If this is interrupted,
   * the same call does the rest.
   *
   * @param registry where to push to; null to leave that open, or as it is
   * @param template whether to write the example project, too
   * @throws WorkspaceException if files cannot be written, or something else is in their place;
   *     code {@code whole-file-system} if this is the root directory
   */
  public Initialization initialize(@Nullable Reference registry, boolean template) {
    WorkspaceStore store = context.providers().one(WorkspaceStore.class, "bundle-manifest");
    return new Initializer(context, new State(context, store)).run(registry, template);
  }

  /** Finds the models as {@link #settings()} say. */
  public Discovery discover() {
    return discover(settings().discovery());
  }

  /**
   * Finds the models. Reads the sources, writes nothing, executes nothing.
   *
   * @throws DiscoveryException if the directory cannot be read; faults in single files are issues
   *     of the result
   * @throws ConfigurationException if pyproject.toml is wrong
   */
  public Discovery discover(DiscoveryOptions options) {
    return Discovery.run(context, options, Cancellation.NONE);
  }

  /** {@link #discover(DiscoveryOptions)} on an executor; cancelling the future stops the work. */
  public CompletableFuture<Discovery> discoverAsync(DiscoveryOptions options, Executor executor) {
    return Async.run(executor, token -> Discovery.run(context, options, token));
  }

  /** Goes on with models that are known already. */
  public Selection select(List<Model> models) {
    return new Selection(context, models, List.of(), List.of());
  }
}
