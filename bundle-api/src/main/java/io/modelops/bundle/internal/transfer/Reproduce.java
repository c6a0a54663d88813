package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.Reproduction;
import io.modelops.bundle.value.Reproduction.Difference;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the artifact of a project, as a push would, and compares it with one that is kept. */
public record Reproduce(
    Project project, Reference reference, RegistryOptions options, Push.Document document) {

  /** Compares. Sends nothing, and reads no more than the two documents. */
  public Reproduction run() {
    Operation operation = project.operation();
    Remote remote = new Remote(project.call(), reference, options, operation);
    try (Repository repository = project.call().open(reference, options, operation)) {
      RemoteBundle there = remote.read(repository);
      return compare(Assembly.of(project, document, operation), there);
    } catch (IOException e) {
      throw Remote.unreadable(reference, e);
    }
  }

  private Reproduction compare(Artifact made, RemoteBundle there) {
    List<Descriptor> here = made.blobs().stream().skip(1).map(Part::descriptor).toList();
    Digest documentHere = made.blobs().get(0).descriptor().digest();
    Digest documentThere = there.contents().config().digest();
    List<Descriptor> elsewhere =
        there.contents().layers().stream()
            .filter(layer -> !layer.digest().equals(documentThere))
            .distinct()
            .toList();
    List<Descriptor> onlyHere = without(here, elsewhere);
    List<Descriptor> onlyThere = without(elsewhere, here);
    ManifestDifference manifests = ManifestDifference.between(there.content(), document.content());
    Digest digest = made.manifest().descriptor().digest();
    Difference difference;
    if (digest.equals(there.inspection().manifest().digest())) {
      difference = Difference.NONE;
    } else if (!manifests.upToDate()) {
      difference = Difference.CONTENT;
    } else if (!documentHere.equals(documentThere)) {
      difference = Difference.DOCUMENT;
    } else {
      boolean cut = !onlyHere.isEmpty() || !onlyThere.isEmpty();
      difference = cut ? Difference.LAYERS : Difference.FORMAT;
    }
    return Reproduction.of(there.inspection(), digest, difference, manifests, onlyHere, onlyThere);
  }

  private static List<Descriptor> without(List<Descriptor> some, Collection<Descriptor> others) {
    Set<Digest> known = others.stream().map(Descriptor::digest).collect(Collectors.toSet());
    return some.stream().filter(layer -> !known.contains(layer.digest())).toList();
  }
}
