package io.modelops.bundle;

import io.modelops.bundle.spi.Cancellation;
import io.modelops.bundle.spi.ProgressListener;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Bundles where they are kept, for viewers and workers that have no project. Immutable and safe for
 * use by several threads.
 */
public final class Bundles {
  private final Context context;

  private Bundles(Context context) {
    this.context = context;
  }

  /** With the providers that this library's class loader sees. */
  public static Bundles load() {
    return of(Providers.load());
  }

  /** With the given providers. */
  public static Bundles of(Providers providers) {
    Path noProject = Path.of("");
    return new Bundles(
        new Context(
            noProject,
            providers,
            Environment.none(),
            Cancellation.NONE,
            ProgressListener.NONE,
            null));
  }

  public Bundles withCancellation(Cancellation token) {
    return new Bundles(context.with(token));
  }

  public Bundles withProgress(ProgressListener listener) {
    return new Bundles(context.with(listener));
  }

  /** A copy that may use Docker's configuration and the like; without it, nothing is looked up. */
  public Bundles withEnvironment(Environment environment) {
    return new Bundles(context.with(environment));
  }

  /**
   * A copy whose parallel parts run on an executor, beside the calling thread. The executor stays
   * the caller's: it is not shut down.
   */
  public Bundles withExecutor(Executor executor) {
    return new Bundles(context.with(executor));
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
    return inspect(reference, options, Cancellation.NONE);
  }

  /** {@link #inspect(Reference, RegistryOptions)} on an executor; cancelling stops the work. */
  public CompletableFuture<Inspection> inspectAsync(
      Reference reference, RegistryOptions options, Executor executor) {
    return Async.run(executor, token -> inspect(reference, options, token));
  }

  private Inspection inspect(Reference reference, RegistryOptions options, Cancellation token) {
    return new Remote(context, reference, options, context.operation(token)).inspect();
  }
}
