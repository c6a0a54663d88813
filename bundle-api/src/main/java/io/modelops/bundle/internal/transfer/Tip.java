package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reference names now. More than its digest is read only if it is asked for. */
public final class Tip {
  /** It is no bundle, or its OCI manifest is lost or damaged. */
  private static final Set<ErrorCode> UNREADABLE =
      Set.of(
          ErrorCode.NOT_A_BUNDLE,
          ErrorCode.UNSUPPORTED,
          ErrorCode.TOO_LARGE,
          ErrorCode.CONTENT_MISSING,
          ErrorCode.DIGEST_MISMATCH);

  private final Remote remote;
  private final Repository repository;
  private final @Nullable Descriptor manifest;
  private boolean read;
  private @Nullable Contents contents;

  private Tip(Remote remote, Repository repository, @Nullable Descriptor manifest) {
    this.remote = remote;
    this.repository = repository;
    this.manifest = manifest;
  }

  /**
   * Asks.
   *
   * @param repository of the reference
   */
  public static Tip of(
      Call call,
      Reference reference,
      RegistryOptions options,
      Operation operation,
      Repository repository)
      throws IOException {
    Descriptor there = repository.resolve(reference.tagOrDigest()).orElse(null);
    return new Tip(new Remote(call, reference, options, operation), repository, there);
  }

  /** The digest of the OCI manifest; null if the reference names nothing. */
  public @Nullable Digest digest() {
    return manifest == null ? null : manifest.digest();
  }

  /** Whether it is a bundle with this very manifest document. */
  boolean holds(Supplier<@Nullable Digest> document) throws IOException {
    Optional<Contents> there = contents();
    return there.isPresent() && there.get().config().digest().equals(document.get());
  }

  /**
   * Whether all its parts are there, as far as that can be told without requests: a registry keeps
   * what its tags name, a directory holds what its files are.
   */
  boolean isWhole() throws IOException {
    if (!repository.isLocal() || manifest == null) {
      return true;
    }
    if (!repository.exists(manifest) || contents().isEmpty()) {
      return false;
    }
    for (Descriptor part : parts()) {
      if (!repository.exists(part)) {
        return false;
      }
    }
    return true;
  }

  /** Config and layers; nothing if it is no bundle. */
  List<Descriptor> parts() throws IOException {
    return contents().stream()
        .flatMap(there -> Stream.concat(Stream.of(there.config()), there.layers().stream()))
        .distinct()
        .toList();
  }

  /** Empty if it is no bundle, or one that cannot be read. */
  private Optional<Contents> contents() throws IOException {
    if (!read && manifest != null) {
      contents = read(manifest);
    }
    read = true;
    return Optional.ofNullable(contents);
  }

  private @Nullable Contents read(Descriptor there) throws IOException {
    try {
      return remote.contents(there, repository);
    } catch (RegistryException e) {
      if (UNREADABLE.contains(e.errorCode())) {
        return null;
      }
      throw e;
    }
  }
}
