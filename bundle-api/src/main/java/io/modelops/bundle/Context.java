package io.modelops.bundle;

import io.modelops.bundle.spi.Cancellation;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.ProgressListener;
import io.modelops.bundle.value.Environment;
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

  Operation operation() {
    return new Operation(cancellation, listener, executor);
  }

  /** The operation, which also stops when the other token says so. */
  Operation operation(Cancellation other) {
    return new Operation(
        () -> other.isCancelled() || cancellation.isCancelled(), listener, executor);
  }
}
