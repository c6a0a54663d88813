package io.modelops.bundle;

import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.ProgressListener;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What every stage of the chain has: who may stop it, who watches it, which threads help, and what
 * it may know of the environment. A stage hands this on to the stages that follow from it.
 *
 * <p>Stages are immutable and safe for use by several threads. A stage does its work when it is
 * called, on the caller's thread, with the help of the executor or, without one, of daemon threads
 * that end with the call.
 *
 * @param <S> the stage itself
 */
public abstract class Stage<S extends Stage<S>> {
  /** The stages are those of this package. */
  Stage() {}

  abstract Call call();

  abstract S with(Call call);

  /** A copy whose calls stop when the token says so. It takes the place of an earlier token. */
  public S withCancellation(Cancellation token) {
    return with(call().with(token));
  }

  /** A copy whose calls tell a listener how far they are. It takes the place of an earlier one. */
  public S withProgress(ProgressListener listener) {
    return with(call().with(listener));
  }

  /** A copy that may use Docker's configuration and the like; without it, nothing is looked up. */
  public S withEnvironment(Environment environment) {
    return with(call().with(environment));
  }

  /**
   * A copy whose parallel parts run on an executor, beside the calling thread. The executor stays
   * the caller's: it is not shut down.
   */
  public S withExecutor(Executor executor) {
    return with(call().with(executor));
  }

  /**
   * Runs calls on an executor: {@code discovery.async(executor, d -> d.select().manifest())}. This
   * is the asynchronous twin of every blocking method.
   *
   * @param calls gets a copy of this stage that stops when the task is cancelled; what follows from
   *     the copy stops with it
   */
  public <T> Task<T> async(Executor executor, Function<? super S, ? extends T> calls) {
    return Task.start(executor, token -> calls.apply(with(call().alsoStoppedBy(token))));
  }
}
