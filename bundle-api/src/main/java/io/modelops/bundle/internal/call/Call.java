package io.modelops.bundle.internal.call;

import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a stage runs: with which providers, in which environment, watched and stopped by whom.
 *
 * @param executor for parallel parts, the caller's; null: daemon threads that end with each part
 */
public record Call(
    ProviderSet providers,
    Environment environment,
    Cancellation cancellation,
    ProgressListener listener,
    @Nullable Executor executor) {

  /** Nobody watches or stops it, and nothing is known of the environment. */
  public static Call of(ProviderSet providers) {
    return new Call(providers, Environment.none(), Cancellation.NONE, ProgressListener.NONE, null);
  }

  public Call with(ProviderSet changed) {
    return new Call(changed, environment, cancellation, listener, executor);
  }

  public Call with(Environment changed) {
    return new Call(providers, changed, cancellation, listener, executor);
  }

  public Call with(Cancellation changed) {
    return new Call(providers, environment, changed, listener, executor);
  }

  public Call with(ProgressListener changed) {
    return new Call(providers, environment, cancellation, changed, executor);
  }

  public Call with(Executor changed) {
    return new Call(providers, environment, cancellation, listener, changed);
  }

  /** A copy that also stops when the other token says so. */
  public Call alsoStoppedBy(Cancellation other) {
    return with((Cancellation) () -> other.isCancelled() || cancellation.isCancelled());
  }

  public Operation operation() {
    return new Operation(cancellation, listener, executor);
  }

  /** Opens the repository of a reference, to be written or read. */
  public Repository open(Reference reference, RegistryOptions options, Operation operation)
      throws IOException {
    return providers
        .transportFor(reference)
        .open(
            reference,
            new RegistryTransport.Settings(
                environment, providers.all(CredentialSource.class), options, operation));
  }
}
