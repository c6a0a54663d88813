package io.modelops.bundle;

import io.modelops.bundle.spi.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs a stage on an executor; cancelling the future stops the stage. */
final class Async {
  private Async() {}

  static <T> CompletableFuture<T> run(Executor executor, Function<Cancellation, T> stage) {
    CompletableFuture<T> future = new CompletableFuture<>();
    executor.execute(
        () -> {
          if (future.isDone()) {
            return;
          }
          try {
            future.complete(stage.apply(future::isDone));
          } catch (Throwable e) { // the future is where the caller looks for it
            future.completeExceptionally(e);
          }
        });
    return future;
  }
}
