package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TagResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One copy from place to place: bytes as they are, only what is missing, several blobs at a time,
 * then manifests, and the tag last.
 */
public final class Copy {
  private final Call call;
  private final Reference from;
  private final Reference to;
  private final CopyOptions options;
  private final Operation operation;

  public Copy(Call call, Reference from, Reference to, CopyOptions options) {
    this.call = call;
    this.from = from;
    this.to = to;
    this.options = options;
    this.operation = call.operation();
  }

  /** Does it. */
  public CopyResult run() {
    try (Repository source = call.open(from, options.source(), operation);
        Repository target = call.open(to, options.target(), operation)) {
      target.willWrite();
      return copy(source, target);
    } catch (IOException e) {
      throw new RegistryException(
          ErrorCode.COPY_FAILED,
          to.toString(),
          0,
          "",
          "cannot copy " + from + " to " + to + ": " + FileFailure.describe(e),
          "the tag is as it was; try again",
          e);
    }
  }

  private CopyResult copy(Repository source, Repository target) throws IOException {
    Remote remote = new Remote(call, from, options.source(), operation);
    Descriptor root = remote.find(source);
    SignatureGate.pass(remote, source, root);
    require(root.digest());
    Named named = Named.in(target, to);
    if (!options.force()) {
      named.keep(root.digest());
    }
    CopyContents contents = CopyContents.of(source, root, options.referrers(), operation);
    List<Descriptor> blobs = contents.blobs();
    operation.started(Phase.COPY, blobs.size(), blobs.stream().mapToLong(Descriptor::size).sum());
    List<Outcome> outcomes =
        operation.map(blobs, Push.MAX_CONNECTIONS, blob -> send(blob, source, target));
    operation.check();
    putManifests(contents, root, source, target);
    name(root, named, source, target);
    operation.completed(Phase.COPY);
    return CopyResult.of(
        from,
        TagResult.of(to, root.digest(), named.digest()),
        of(Outcome.SENT, blobs, outcomes),
        of(Outcome.MOUNTED, blobs, outcomes),
        of(Outcome.PRESENT, blobs, outcomes),
        contents.referrers().values().stream().flatMap(List::stream).distinct().toList());
  }

  /** A digest names one manifest only. */
  private void require(Digest manifest) {
    if (to.digest() != null && !manifest.equals(to.digest())) {
      throw new RegistryException(
          ErrorCode.DIGEST_MISMATCH,
          to.toString(),
          0,
          "",
          to + ": cannot copy: " + from + " is another one, " + manifest,
          "copy to a tag",
          null);
    }
  }

  private Outcome send(Descriptor blob, Repository source, Repository target) throws IOException {
    Outcome outcome = Outcome.SENT;
    if (target.exists(blob)) {
      outcome = Outcome.PRESENT;
    } else if (mount(blob, from, to, target)) {
      outcome = Outcome.MOUNTED;
    }
    if (outcome == Outcome.SENT) {
      Blob content = () -> source.openBlob(blob, 0);
      Blob watched = WatchedStream.of(content, operation, Phase.COPY, blob.title());
      try {
        target.push(blob, watched);
      } catch (RegistryException e) {
        if (e.errorCode() != ErrorCode.DIGEST_MISMATCH || !source.hasOtherSource(blob)) {
          throw e;
        }
        target.push(blob, watched);
      }
    } else {
      operation.advanced(Phase.COPY, blob.title(), blob.size());
    }
    operation.finished(Phase.COPY, blob.title(), outcome);
    return outcome;
  }

  /** Takes a blob over within one registry, if it can be had there. */
  static boolean mount(Descriptor blob, Reference from, Reference to, Repository target)
      throws IOException {
    return from instanceof Reference.Registry source
        && to instanceof Reference.Registry registry
        && source.host().equals(registry.host())
        && !source.repository().equals(registry.repository())
        && target.mount(blob, source.repository());
  }

  /** All but the one that gets the tag; that, too, if anything refers to it. */
  private void putManifests(
      CopyContents contents, Descriptor root, Repository source, Repository target)
      throws IOException {
    Map<Digest, List<Descriptor>> referrers = contents.referrers();
    for (Descriptor manifest : contents.manifests()) {
      operation.check();
      boolean last = manifest.digest().equals(root.digest()) && referrers.isEmpty();
      if (!last) {
        put(manifest, contents.isReferrer(manifest), source, target);
      }
    }
    for (Map.Entry<Digest, List<Descriptor>> subject : referrers.entrySet()) {
      operation.check();
      target.addReferrers(subject.getKey(), subject.getValue());
    }
  }

  /** In a layout, what an index names is a blob like any other, and what refers has an entry. */
  private static void put(Descriptor manifest, boolean refers, Repository source, Repository target)
      throws IOException {
    Blob content = () -> source.openManifest(manifest);
    if (target.isLocal() && refers) {
      target.putManifest(manifest, content);
    } else if (!has(manifest, target)) {
      if (target.isLocal()) {
        target.push(manifest, content);
      } else {
        target.putManifest(manifest, content);
      }
    }
  }

  private static boolean has(Descriptor manifest, Repository target) throws IOException {
    return target.isLocal()
        ? target.exists(manifest)
        : target.resolve(manifest.digest().toString()).isPresent();
  }

  private void name(Descriptor root, Named named, Repository source, Repository target)
      throws IOException {
    Blob content = () -> source.openManifest(root);
    if (to.tag() == null) {
      target.putManifest(root, content);
    } else if (!named.isSame(root.digest()) || !has(root, target)) {
      target.tag(root, content, to.tag());
    }
  }

  private static List<Descriptor> of(
      Outcome wanted, List<Descriptor> blobs, List<Outcome> outcomes) {
    return IntStream.range(0, blobs.size())
        .filter(i -> outcomes.get(i) == wanted)
        .mapToObj(blobs::get)
        .toList();
  }
}
