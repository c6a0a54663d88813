package io.modelops.bundle.registry.signature;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Referrers;
import io.modelops.bundle.Signatures;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A place with a small artifact that is to be signed. */
final class SigningPlace {
  private final Reference reference;

  private SigningPlace(Reference reference) {
    this.reference = reference;
  }

  /** Puts it there. */
  static SigningPlace at(String reference) throws IOException {
    SigningPlace place = new SigningPlace(Reference.parse(reference));
    try (Repository repository = place.open()) {
      Part empty = OciManifest.EMPTY;
      repository.push(empty.descriptor(), empty.content());
      Part manifest =
          new OciManifest(
                  "a/b", empty.descriptor(), List.of(empty.descriptor()), null, Map.of("n", "1"))
              .part();
      repository.tag(manifest.descriptor(), manifest.content(), place.reference.tagOrDigest());
    }
    return place;
  }

  Repository open() throws IOException {
    RegistryTransport transport =
        reference instanceof Reference.Layout ? new LayoutTransport() : new HttpTransport();
    return transport.open(
        reference,
        new RegistryTransport.Settings(
            Environment.none(), List.of(), RegistryOptions.defaults(), Operation.unobserved()));
  }

  /** The manifest that is signed. */
  Descriptor subject() throws IOException {
    try (Repository repository = open()) {
      return repository.resolve(reference.tagOrDigest()).orElseThrow();
    }
  }

  static Bundles bundles() {
    return Bundles.of(
        Providers.none()
            .with(
                new LayoutTransport(),
                new HttpTransport(),
                new BundleArtifactFormat(),
                new SigstoreBundleFormat(),
                new SimpleSigningFormat(),
                new NotationFormat()));
  }

  Signatures signatures() {
    return bundles().signatures(reference, RegistryOptions.defaults());
  }

  Referrers referrers() {
    return bundles().referrers(reference, RegistryOptions.defaults());
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
