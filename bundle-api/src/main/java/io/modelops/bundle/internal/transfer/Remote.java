package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reference names, read from its two small documents. */
public record Remote(Call call, Reference reference, RegistryOptions options, Operation operation) {
  private static final int MAX_MANIFEST = 4 << 20;

  /** Registries of several machines may not know at once what was pushed a moment ago. */
  private static final List<Integer> PAUSES_MILLIS = List.of(200, 600);

  private static final int TICK_MILLIS = 50;

  private static final Set<String> INDEXES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  public Inspection inspect() {
    try (Repository repository = call.open(reference, options, operation)) {
      return read(repository).inspection();
    } catch (IOException e) {
      throw unreadable(reference, e);
    }
  }

  /** Says that a bundle, or what stands for it, cannot be read. */
  public static RegistryException unreadable(Reference reference, IOException e) {
    String message = reference + ": cannot read it: " + FileFailure.describe(e);
    return new RegistryException(
        ErrorCode.READ_FAILED, reference.toString(), 0, "", message, "try again", e);
  }

  /**
   * Reads what there is to know of the bundle without its content.
   *
   * @throws RegistryException code {@code not-signed} if a policy refuses it
   */
  RemoteBundle read(Repository repository) throws IOException {
    return read(find(repository), repository);
  }

  /** As {@link #read(Repository)}, of what {@link #find} has found. */
  RemoteBundle read(Descriptor manifest, Repository repository) throws IOException {
    return read(manifest, artifact(manifest, repository), repository);
  }

  /** The same, of a bundle whose OCI manifest is known. */
  RemoteBundle read(Descriptor manifest, Artifact artifact, Repository repository)
      throws IOException {
    SignatureGate.pass(this, repository, manifest);
    operation.check();
    Descriptor config = artifact.contents.config();
    ManifestFormat format = manifestFormat(config);
    byte[] document =
        read(config, ManifestFormat.MAX_DOCUMENT, repository, () -> repository.openBlob(config, 0));
    ManifestContent content = content(format, document);
    return new RemoteBundle(
        Inspection.of(reference, manifest, content, artifact.contents.layers()),
        artifact.format,
        artifact.contents,
        format,
        document);
  }

  /** What an OCI manifest says, and the format that it is of. */
  record Artifact(ArtifactFormat format, Contents contents) {}

  /** What the reference names. */
  Descriptor find(Repository repository) throws IOException {
    Optional<Descriptor> found = repository.resolve(reference.tagOrDigest());
    if (reference instanceof Reference.Registry) {
      for (int i = 0; found.isEmpty() && i < PAUSES_MILLIS.size(); i++) {
        rest(PAUSES_MILLIS.get(i));
        found = repository.resolve(reference.tagOrDigest());
      }
    }
    return found.orElseThrow(
        () ->
            refusal(
                ErrorCode.NOT_FOUND,
                "there is no such bundle",
                "check repository and tag, and whether you may see them",
                null));
  }

  private void rest(int millis) {
    try {
      for (int slept = 0; slept < millis; slept += TICK_MILLIS) {
        operation.check();
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** Whether it names manifests, and no blobs. */
  static boolean isIndex(Descriptor manifest) {
    return INDEXES.contains(manifest.mediaType());
  }

  /** What its OCI manifest says. */
  Contents contents(Descriptor manifest, Repository repository) throws IOException {
    return artifact(manifest, repository).contents;
  }

  /** Reads an OCI manifest, which is to be that of a bundle. */
  Artifact artifact(Descriptor manifest, Repository repository) throws IOException {
    if (isIndex(manifest)) {
      throw refusal(
          ErrorCode.UNSUPPORTED,
          "it is a multi-platform index, and a bundle is a single manifest",
          "name one of its manifests by digest",
          null);
    }
    List<ArtifactFormat> formats =
        call.providers().some(ArtifactFormat.class, "bundle-registry").stream()
            .filter(format -> format.mediaType().equals(manifest.mediaType()))
            .toList();
    if (formats.isEmpty()) {
      throw noBundle("it is of type " + BundlePath.quote(manifest.mediaType()), null);
    }
    byte[] bytes = manifest(manifest, repository);
    try {
      ArtifactFormat format =
          formats.stream()
              .filter(each -> each.reads(bytes))
              .findFirst()
              .orElse(formats.get(0)); // which says why it does not
      return new Artifact(format, format.read(bytes));
    } catch (IOException e) {
      throw noBundle(e.getMessage(), e);
    }
  }

  /** The bytes of an OCI manifest. */
  byte[] manifest(Descriptor manifest, Repository repository) throws IOException {
    return read(manifest, MAX_MANIFEST, repository, () -> repository.openManifest(manifest));
  }

  /**
   * Reads a small document whole.
   *
   * @param limit more bytes than this are refused
   */
  private byte[] read(Descriptor document, int limit, Repository repository, Blob content)
      throws IOException {
    if (document.size() > limit) {
      throw refusal(
          ErrorCode.TOO_LARGE,
          "cannot read "
              + document.title()
              + ": it has "
              + document.size()
              + " bytes, more than "
              + limit,
          "",
          null);
    }
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    } catch (RegistryException e) {
      if (e.errorCode() != ErrorCode.DIGEST_MISMATCH || !repository.hasOtherSource(document)) {
        throw e;
      }
    }
    try (InputStream in = content.open()) { // from elsewhere
      return in.readAllBytes();
    }
  }

  private ManifestFormat manifestFormat(Descriptor config) {
    List<ManifestFormat> formats = call.providers().some(ManifestFormat.class, "bundle-manifest");
    return formats.stream()
        .filter(each -> each.mediaType().equals(config.mediaType()))
        .findFirst()
        .orElseThrow(() -> noBundle("its config is of another type than " + types(formats), null));
  }

  private ManifestContent content(ManifestFormat format, byte[] document) {
    try {
      return format.read(document, call.operation());
    } catch (IOException e) {
      throw refusal(
          ErrorCode.INVALID_MANIFEST,
          "its " + format.fileName() + " is not to be trusted: " + e.getMessage(),
          "push the bundle again",
          e);
    }
  }

  private static String types(List<ManifestFormat> formats) {
    return formats.stream().map(ManifestFormat::mediaType).collect(Collectors.joining(", "));
  }

  private RegistryException noBundle(@Nullable String why, @Nullable IOException cause) {
    return refusal(
        ErrorCode.NOT_A_BUNDLE,
        "not a modelops bundle: " + why,
        "check the reference, or update this program if it is older than the bundle",
        cause);
  }

  private RegistryException refusal(
      ErrorCode code, String message, String hint, @Nullable IOException cause) {
    return new RegistryException(
        code, reference.toString(), 0, "", reference + ": " + message, hint, cause);
  }
}
