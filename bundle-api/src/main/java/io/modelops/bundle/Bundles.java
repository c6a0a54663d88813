package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.transfer.Copy;
import io.modelops.bundle.internal.transfer.Remote;
import io.modelops.bundle.internal.transfer.Tags;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.TagOptions;
import io.modelops.bundle.value.TagResult;
import java.util.List;
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
}
