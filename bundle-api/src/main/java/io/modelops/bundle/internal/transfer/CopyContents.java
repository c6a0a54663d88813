package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be copied: a manifest or index, all manifests that it names, all blobs of those, and
 * all manifests that refer to any of them, with theirs. Of content nothing is read but manifests.
 */
final class CopyContents {
  /** More than any bundle has; whoever sends more wants us to be busy. */
  private static final int MAX_MANIFESTS = 10_000;

  /** Indexes of indexes of indexes are none that anybody makes. */
  private static final int MAX_DEPTH = 16;

  private final Repository source;
  private final Operation operation;
  private final boolean withReferrers;
  private final Set<Digest> seen = new HashSet<>();
  private final Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
  private final List<Descriptor> manifests = new ArrayList<>();
  private final Set<Digest> referring = new HashSet<>();
  private final Map<Digest, List<Descriptor>> referrers = new LinkedHashMap<>();

  private CopyContents(Repository source, Operation operation, boolean withReferrers) {
    this.source = source;
    this.operation = operation;
    this.withReferrers = withReferrers;
  }

  static CopyContents of(
      Repository source, Descriptor root, boolean withReferrers, Operation operation)
      throws IOException {
    CopyContents contents = new CopyContents(source, operation, withReferrers);
    contents.add(root, 0);
    return contents;
  }

  private void add(Descriptor manifest, int depth) throws IOException {
    operation.check();
    if (!seen.add(manifest.digest())) {
      return;
    }
    if (seen.size() > MAX_MANIFESTS || depth > MAX_DEPTH) {
      throw new IOException(
          "it consists of more than " + MAX_MANIFESTS + " manifests, or of too many levels");
    }
    for (Descriptor part : source.parts(manifest)) {
      if (Remote.isIndex(manifest)) {
        add(part, depth + 1);
      } else {
        blobs.putIfAbsent(part.digest(), part);
      }
    }
    manifests.add(manifest); // after those that it names
    if (withReferrers) {
      addReferrers(manifest, depth);
    }
  }

  private void addReferrers(Descriptor subject, int depth) throws IOException {
    List<Descriptor> found = source.referrers(subject.digest(), null);
    if (!found.isEmpty()) {
      referrers.put(subject.digest(), found);
    }
    for (Descriptor referrer : found) {
      referring.add(referrer.digest());
      add(referrer, depth + 1);
    }
  }

  /** Each once. */
  List<Descriptor> blobs() {
    return List.copyOf(blobs.values());
  }

  /** Each once: after the manifests that it names, and after the one that it refers to. */
  List<Descriptor> manifests() {
    return List.copyOf(manifests);
  }

  /** Whether it refers to another one. */
  boolean isReferrer(Descriptor manifest) {
    return referring.contains(manifest.digest());
  }

  /** By the digest of the manifest that they refer to. */
  Map<Digest, List<Descriptor>> referrers() {
    return referrers;
  }
}
