package io.modelops.bundle;

import io.modelops.bundle.spi.Cancellation;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.ProgressListener;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What every stage of one chain shares. */
record Context(
    Path root,
    Providers providers,
    Environment environment,
    Cancellation cancellation,
    ProgressListener listener,
    @Nullable Executor executor) {

  Context with(Environment changed) {
    return new Context(root, providers, changed, cancellation, listener, executor);
  }

  Context with(Cancellation changed) {
    return new Context(root, providers, environment, changed, listener, executor);
  }

  Context with(ProgressListener changed) {
    return new Context(root, providers, environment, cancellation, changed, executor);
  }

  Context with(Executor changed) {
    return new Context(root, providers, environment, cancellation, listener, changed);
  }

  /** Opens what a reference names, to be written or read. */
  RegistryTransport open(Reference reference, RegistryOptions options, Operation operation)
      throws IOException {
    return providers
        .transportFor(reference)
        .open(
            reference,
            new RegistryTransport.Settings(
                environment, providers.all(CredentialSource.class), options, operation));
  }

  Operation operation() {
    return new Operation(cancellation, listener, executor);
  }

  /** The operation, which also stops when the other token says so. */
  Operation operation(Cancellation other) {
    return new Operation(
        () -> other.isCancelled() || cancellation.isCancelled(), listener, executor);
  }
}
