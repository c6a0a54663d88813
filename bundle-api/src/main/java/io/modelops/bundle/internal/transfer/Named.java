package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a reference names before something is put there without the memory of a workspace. */
record Named(Reference reference, @Nullable Digest digest) {
  static Named in(Repository repository, Reference reference) throws IOException {
    Digest named = repository.resolve(reference.tagOrDigest()).map(Descriptor::digest).orElse(null);
    return new Named(reference, named);
  }

  boolean isSame(Digest manifest) {
    return manifest.equals(digest);
  }

  /**
   * Refuses to put another manifest in its place.
   *
   * @throws RegistryException code {@code tag-moved}
   */
  void keep(Digest manifest) {
    if (digest != null && !isSame(manifest)) {
      throw new RegistryException(
          ErrorCode.TAG_MOVED,
          reference.toString(),
          0,
          "",
          reference + " names " + digest + " already, and not " + manifest,
          "look at the differences, or force it",
          null);
    }
  }
}
