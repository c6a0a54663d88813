package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
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
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The manifests that refer to another one. A registry lists them itself; where it does not, clients
 * keep the list, an image index, under a tag made of the digest.
 */
record ReferrerLists(
    Repository repository, RegistryClient client, Origin registry, Failures failures, Retry retry) {
  /** How often another writer may overwrite what was added. */
  private static final int MAX_ATTEMPTS = 20;

  /** Longer than a writer takes from reading a list to replacing it, on a registry nearby. */
  private static final Duration SETTLING = Duration.ofMillis(200);

  /** Writers of this program take turns, so that what follows is left to those of others. */
  private static final Lock CHANGING = new ReentrantLock();

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
    Map<Digest, byte[]> entries = new LinkedHashMap<>();
    for (Descriptor referrer : referrers) {
      entries.put(referrer.digest(), entry(referrer));
    }
    change(subject, entries, Set.of());
  }

  /** Takes from the list under the tag, if the registry keeps none, until none is in it. */
  void remove(Digest subject, List<Digest> referrers, Deadline deadline) throws IOException {
    if (listed(subject, "", deadline).isEmpty()) {
      change(subject, Map.of(), Set.copyOf(referrers));
    }
  }

  /**
   * Changes the list under the tag. As a registry does not compare before it replaces, a writer who
   * read the list before us may overwrite it after us. So it is read again when such a writer must
   * be done, and a list that was read too long ago is not built upon.
   */
  private void change(Digest subject, Map<Digest, byte[]> added, Set<Digest> removed)
      throws IOException {
    Set<Digest> gone = new HashSet<>(removed);
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      new Waiting(retry.operation()).lock(CHANGING);
      long begun = System.nanoTime();
      try {
        byte[] index = tagged(subject);
        Set<Digest> there = digests(index);
        if (there.containsAll(added.keySet()) && Collections.disjoint(there, removed)) {
          return;
        }
        byte[] changed = changed(index, added, gone);
        boolean stale = System.nanoTime() - begun > SETTLING.toNanos();
        if ((stale && i < MAX_ATTEMPTS / 2) || !put(subject, changed, gone)) {
          continue;
        }
      } finally {
        CHANGING.unlock();
      }
      Duration others = Duration.ofNanos(2 * (System.nanoTime() - begun));
      Duration pause = others.compareTo(SETTLING) > 0 ? others : SETTLING;
      retry.limits().pause().rest(pause, retry.operation());
    }
    throw new IOException("others keep changing the list of referrers, " + tag(subject));
  }

  private static Set<Digest> digests(byte[] index) throws IOException {
    return OciJson.manifests(index).stream().map(Descriptor::digest).collect(Collectors.toSet());
  }

  private static byte[] changed(byte[] index, Map<Digest, byte[]> added, Set<Digest> removed)
      throws IOException {
    byte[] changed = index;
    for (Digest digest : removed) {
      changed = LayoutJson.withoutManifest(changed, digest);
    }
    for (Map.Entry<Digest, byte[]> entry : added.entrySet()) {
      changed = LayoutJson.withEntry(changed, entry.getValue(), entry.getKey(), null);
    }
    return changed;
  }

  /**
   * Replaces the list under the tag. A registry may refuse one that names manifests which were
   * deleted.
   *
   * @param gone gets those
   * @return false if another writer was faster, or the list names what is gone
   */
  private boolean put(Digest subject, byte[] index, Set<Digest> gone) throws IOException {
    Digest digest = ContentCheck.digest("sha256", index);
    Descriptor list = new Descriptor(OciJson.INDEX_TYPE, digest, index.length);
    try {
      repository.tag(list, Blob.of(index), tag(subject));
      return true;
    } catch (RegistryException e) {
      boolean refused = e.status() / 100 == 4 && addMissing(index, gone);
      if (!refused && e.errorCode() != ErrorCode.TAG_MOVED) {
        throw e;
      }
      return false;
    }
  }

  private boolean addMissing(byte[] index, Set<Digest> gone) throws IOException {
    boolean found = false;
    for (Digest digest : digests(index)) {
      found |= repository.resolve(digest.toString()).isEmpty() && gone.add(digest);
    }
    return found;
  }

  /** The entry says what the manifest says of itself: its type, and all annotations. */
  private byte[] entry(Descriptor referrer) throws IOException {
    try (InputStream in = repository.openManifest(referrer)) {
      ManifestHead head = ManifestHead.read(in.readNBytes(ManifestHead.MAX_BYTES));
      return LayoutJson.entry(head.describe(referrer), head.artifactType(), null);
    }
  }
}
