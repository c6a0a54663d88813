package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.transfer.Remote;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;

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
}
