package io.modelops.bundle;

import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.FileFailure;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.ProgressListener.Outcome;
import io.modelops.bundle.spi.ProgressListener.Phase;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One push: what is missing is sent, several blobs at a time, and the tag is put last. Or the plan
 * of one, which goes the same way up to the point where something would be sent.
 */
final class Push {
  /** What a connection waits for is the other side, so more of them than processors pay. */
  private static final int CONNECTIONS = 8;

  private final Context context;
  private final Reference reference;
  private final RegistryOptions options;
  private final Operation operation;

  Push(Context context, Reference reference, RegistryOptions options, Operation operation) {
    this.context = context;
    this.reference = reference;
    this.options = options;
    this.operation = operation;
  }

  PushResult run(byte[] document, String mediaType, ManifestContent content) {
    return with(document, mediaType, content, this::send);
  }

  /** What {@link #run} would do now. */
  PushPlan plan(byte[] document, String mediaType, ManifestContent content) {
    return with(document, mediaType, content, this::ask);
  }

  /** What is done with the artifact, once it is known. */
  private interface Last<T> {
    T apply(Artifact artifact, ManifestContent content, RegistryTransport transport)
        throws IOException;
  }

  private <T> T with(byte[] document, String mediaType, ManifestContent content, Last<T> last) {
    ArtifactFormat format = context.providers().one(ArtifactFormat.class, "bundle-registry");
    try (RegistryTransport transport = context.open(reference, options, operation)) {
      Artifact artifact = format.assemble(document, mediaType, content, blobs(content), operation);
      return last.apply(artifact, content, transport);
    } catch (IOException e) {
      throw new RegistryException(
          "push-failed",
          reference.toString(),
          0,
          "",
          "cannot push to " + reference + ": " + FileFailure.describe(e),
          "the tag is as it was; try again",
          true,
          e);
    }
  }

  private Map<String, Blob> blobs(ManifestContent content) {
    ProjectFiles project = new ProjectFiles(context.root(), HashAlgorithm.SHA_256);
    Map<String, Blob> blobs = new HashMap<>();
    content.files().forEach((path, entry) -> blobs.put(path, project.blob(path, entry)));
    return blobs;
  }

  private PushResult send(Artifact artifact, ManifestContent content, RegistryTransport transport)
      throws IOException {
    List<Part> parts = artifact.blobs();
    operation.started(
        Phase.PUSH, parts.size(), parts.stream().mapToLong(p -> p.descriptor().size()).sum());
    List<Boolean> sent = operation.map(parts, CONNECTIONS, part -> send(part, transport));
    operation.check();
    transport.tag(artifact.manifest().descriptor(), artifact.manifest().content());
    operation.completed(Phase.PUSH);
    List<Descriptor> uploaded = descriptors(parts, sent, true);
    return new PushResult(
        reference,
        artifact.manifest().descriptor().digest(),
        content.bundleDigest(),
        uploaded,
        descriptors(parts, sent, false),
        uploaded.stream().mapToLong(Descriptor::size).sum());
  }

  private PushPlan ask(Artifact artifact, ManifestContent content, RegistryTransport transport)
      throws IOException {
    List<Part> parts = artifact.blobs();
    List<Boolean> missing =
        operation.map(parts, CONNECTIONS, part -> !transport.exists(part.descriptor()));
    operation.check();
    return new PushPlan(
        reference,
        artifact.manifest().descriptor().digest(),
        content.bundleDigest(),
        transport.resolve().map(Descriptor::digest).orElse(null),
        descriptors(parts, missing, true),
        descriptors(parts, missing, false));
  }

  private boolean send(Part part, RegistryTransport transport) throws IOException {
    Descriptor blob = part.descriptor();
    boolean missing = !transport.exists(blob);
    if (missing) {
      transport.push(blob, watched(blob, part.content()));
    }
    operation.finished(Phase.PUSH, blob.title(), missing ? Outcome.SENT : Outcome.PRESENT);
    return missing;
  }

  private Blob watched(Descriptor blob, Blob content) {
    return () ->
        new WatchedStream(content.open(), n -> operation.advanced(Phase.PUSH, blob.title(), n));
  }

  private static List<Descriptor> descriptors(
      List<Part> parts, List<Boolean> sent, boolean wanted) {
    return IntStream.range(0, parts.size())
        .filter(i -> sent.get(i) == wanted)
        .mapToObj(i -> parts.get(i).descriptor())
        .toList();
  }
}
