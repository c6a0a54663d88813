package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.local.LayoutJson;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.registry.oci.ManifestHead;
import io.modelops.bundle.registry.oci.OciJson;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The manifests that refer to another one. A registry lists them itself; where it does not, clients
 * keep the list, an image index, under a tag made of the digest.
 */
record ReferrerLists(
    Repository repository, RegistryClient client, Origin registry, Failures failures, Retry retry) {
  /** How often another writer may overwrite what was added. */
  private static final int MAX_ATTEMPTS = 20;

  List<Descriptor> of(Digest subject, @Nullable String artifactType, Deadline deadline)
      throws IOException {
    String query =
        artifactType == null
            ? ""
            : "?artifactType=" + URLEncoder.encode(artifactType, StandardCharsets.UTF_8);
    Optional<List<Descriptor>> listed = listed(subject, query, deadline);
    List<Descriptor> all = listed.isPresent() ? listed.get() : OciJson.manifests(tagged(subject));
    return all.stream()
        .filter(each -> artifactType == null || artifactType.equals(each.artifactType()))
        .toList();
  }

  private static String doing(Digest subject) {
    return "list the referrers of " + subject;
  }

  /** The registry's own list; empty if it keeps none. */
  private Optional<List<Descriptor>> listed(Digest subject, String query, Deadline deadline)
      throws IOException {
    Pages pages = new Pages(client, registry, failures, deadline);
    String doing = doing(subject);
    return retry.run(doing, deadline, () -> pages.referrers(subject, query, doing));
  }

  private static String tag(Digest subject) {
    return subject.algorithm() + "-" + subject.hex();
  }

  /** The list under the tag; an empty one where there is none. */
  private byte[] tagged(Digest subject) throws IOException {
    Optional<Descriptor> index = repository.resolve(tag(subject));
    if (index.isEmpty()) {
      return LayoutJson.EMPTY_INDEX;
    }
    boolean list = index.get().mediaType().equals(OciJson.INDEX_TYPE);
    if (!list || index.get().size() > Limits.MAX_MANIFEST) { // some resolve it to the subject
      throw failures
          .protocol(doing(subject), "the tag " + tag(subject) + " names something else than a list")
          .error();
    }
    try (InputStream in = repository.openManifest(index.get())) {
      return in.readAllBytes();
    }
  }

  /** Adds to the list under the tag, if the registry keeps none, until all are in it. */
  void add(Digest subject, List<Descriptor> referrers, Deadline deadline) throws IOException {
    if (listed(subject, "", deadline).isPresent()) {
      return;
    }
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      byte[] index = tagged(subject);
      Set<Digest> there = new HashSet<>();
      OciJson.manifests(index).forEach(manifest -> there.add(manifest.digest()));
      if (referrers.stream().map(Descriptor::digest).allMatch(there::contains)) {
        return;
      }
      byte[] longer = index;
      for (Descriptor referrer : referrers) {
        longer = with(longer, referrer);
      }
      Digest digest = ContentCheck.digest("sha256", longer);
      Descriptor list = new Descriptor(OciJson.INDEX_TYPE, digest, longer.length);
      repository.tag(list, Blob.of(longer), tag(subject));
    }
    throw new IOException("others keep changing the list of referrers, " + tag(subject));
  }

  /** The entry says what the manifest says of itself: its type, and all annotations. */
  private byte[] with(byte[] index, Descriptor referrer) throws IOException {
    try (InputStream in = repository.openManifest(referrer)) {
      ManifestHead head = ManifestHead.read(in.readNBytes(ManifestHead.MAX_BYTES));
      byte[] entry = LayoutJson.entry(head.describe(referrer), head.artifactType(), null);
      return LayoutJson.withEntry(index, entry, referrer.digest(), null);
    }
  }
}
