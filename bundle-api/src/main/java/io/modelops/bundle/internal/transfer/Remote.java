package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
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
    try (RegistryTransport transport = call.open(reference, options, operation)) {
      return read(transport);
    } catch (IOException e) {
      throw refusal(
          "read-failed", "cannot read it: " + FileFailure.describe(e), "try again", true, e);
    }
  }

  private Inspection read(RegistryTransport transport) throws IOException {
    Descriptor manifest = find(transport);
    Contents contents = contents(manifest, transport);
    operation.check();
    ManifestContent content = content(contents.config(), transport);
    return Inspection.of(reference, manifest, content, contents.layers());
  }

  private Descriptor find(RegistryTransport transport) throws IOException {
    Optional<Descriptor> found = transport.resolve();
    if (reference instanceof Reference.Registry) {
      for (int i = 0; found.isEmpty() && i < PAUSES_MILLIS.size(); i++) {
        rest(PAUSES_MILLIS.get(i));
        found = transport.resolve();
      }
    }
    return found.orElseThrow(
        () ->
            refusal(
                "not-found",
                "there is no such bundle",
                "check repository and tag, and whether you may see them",
                false,
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

  private Contents contents(Descriptor manifest, RegistryTransport transport) throws IOException {
    ArtifactFormat format = call.providers().one(ArtifactFormat.class, "bundle-registry");
    if (INDEXES.contains(manifest.mediaType())) {
      throw refusal(
          "unsupported",
          "it is a multi-platform index, and a bundle is a single manifest",
          "name one of its manifests by digest",
          false,
          null);
    }
    if (!manifest.mediaType().equals(format.mediaType())) {
      throw noBundle("it is of type " + BundlePath.quote(manifest.mediaType()), null);
    }
    byte[] bytes = transport.read(manifest, MAX_MANIFEST);
    try {
      return format.read(bytes);
    } catch (IOException e) {
      throw noBundle(e.getMessage(), e);
    }
  }

  private ManifestContent content(Descriptor config, RegistryTransport transport)
      throws IOException {
    ManifestFormat format = call.providers().one(ManifestFormat.class, "bundle-manifest");
    if (!config.mediaType().equals(format.mediaType())) {
      throw noBundle("its config is of another type than " + format.mediaType(), null);
    }
    byte[] document = transport.read(config, ManifestFormat.MAX_DOCUMENT);
    try {
      return format.read(document);
    } catch (IOException e) {
      throw refusal(
          "invalid-manifest",
          "its " + format.fileName() + " is not to be trusted: " + e.getMessage(),
          "push the bundle again",
          false,
          e);
    }
  }

  private RegistryException noBundle(@Nullable String why, @Nullable IOException cause) {
    return refusal(
        "not-a-bundle",
        "not a modelops bundle: " + why,
        "check the reference, or update this program if it is older than the bundle",
        false,
        cause);
  }

  private RegistryException refusal(
      String code, String message, String hint, boolean retryable, @Nullable IOException cause) {
    return new RegistryException(
        code, reference.toString(), 0, "", reference + ": " + message, hint, retryable, cause);
  }
}
