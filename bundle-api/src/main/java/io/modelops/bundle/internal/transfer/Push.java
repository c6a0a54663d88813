package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One push: what is missing is sent, several blobs at a time, and the tag is put last. Or the plan
 * of one, which goes the same way up to the point where something would be sent.
 */
public final class Push {
  /** What a connection waits for is the other side, so more of them than processors pay. */
  private static final int CONNECTIONS = 8;

  private final Project project;
  private final Reference reference;
  private final RegistryOptions options;
  private final Document document;
  private final Operation operation;

  public Push(Project project, Reference reference, RegistryOptions options, Document document) {
    this.project = project;
    this.reference = reference;
    this.options = options;
    this.document = document;
    this.operation = project.operation();
  }

  /** The manifest document: its bytes, their media type, and what they say. */
  public static final class Document {
    private final byte[] bytes;
    private final String mediaType;
    private final ManifestContent content;

    public Document(byte[] bytes, String mediaType, ManifestContent content) {
      this.bytes = bytes;
      this.mediaType = mediaType;
      this.content = content;
    }
  }

  /** Decides whether a push may replace what the reference names. */
  @FunctionalInterface
  public interface Guard {
    /**
     * Returns if it may.
     *
     * @param remote the digest of what the reference names; null if that is nothing
     */
    void check(@Nullable Digest remote);
  }

  public PushResult run() {
    return with(this::send);
  }

  /** {@link #run()} with a guard. If the reference names the same bundle, nothing is sent. */
  public PushResult run(Guard guard) {
    return with(
        (artifact, repository) -> {
          Digest remote =
              repository.resolve(reference.tagOrDigest()).map(Descriptor::digest).orElse(null);
          if (artifact.manifest().descriptor().digest().equals(remote)) {
            return result(
                artifact, List.of(), artifact.blobs().stream().map(Part::descriptor).toList());
          }
          guard.check(remote);
          return send(artifact, repository);
        });
  }

  /** What {@link #run} would do now. */
  public PushPlan plan() {
    return with(this::ask);
  }

  /** What is done with the artifact, once it is known. */
  private interface Last<T> {
    T apply(Artifact artifact, Repository repository) throws IOException;
  }

  private <T> T with(Last<T> last) {
    ArtifactFormat format = project.providers().one(ArtifactFormat.class, "bundle-registry");
    try (Repository repository = project.call().open(reference, options, operation)) {
      Artifact artifact =
          format.assemble(document.bytes, document.mediaType, document.content, blobs(), operation);
      return last.apply(artifact, repository);
    } catch (IOException e) {
      throw new RegistryException(
          ErrorCode.PUSH_FAILED,
          reference.toString(),
          0,
          "",
          "cannot push to " + reference + ": " + FileFailure.describe(e),
          "the tag is as it was; try again",
          e);
    }
  }

  private Map<String, Blob> blobs() {
    ProjectFiles files = new ProjectFiles(project);
    Map<String, Blob> blobs = new HashMap<>();
    document.content.files().forEach((path, entry) -> blobs.put(path, files.blob(path, entry)));
    return blobs;
  }

  private PushResult send(Artifact artifact, Repository repository) throws IOException {
    require(artifact.manifest().descriptor().digest());
    List<Part> parts = artifact.blobs();
    operation.started(
        Phase.PUSH, parts.size(), parts.stream().mapToLong(p -> p.descriptor().size()).sum());
    List<Boolean> sent = operation.map(parts, CONNECTIONS, part -> send(part, repository));
    operation.check();
    name(artifact.manifest(), repository);
    operation.completed(Phase.PUSH);
    return result(artifact, descriptors(parts, sent, true), descriptors(parts, sent, false));
  }

  /** What a reference with a digest names cannot be made by a push, only be pushed again. */
  private void require(Digest manifest) {
    Digest named = reference.digest();
    if (named != null && !named.equals(manifest)) {
      throw new RegistryException(
          ErrorCode.DIGEST_MISMATCH,
          reference.toString(),
          0,
          "",
          reference + ": cannot push: this is another bundle, " + manifest,
          "push to a tag",
          null);
    }
  }

  private void name(Part manifest, Repository repository) throws IOException {
    if (reference.tag() != null) {
      repository.tag(manifest.descriptor(), manifest.content(), reference.tag());
    } else {
      repository.putManifest(manifest.descriptor(), manifest.content());
    }
  }

  private PushResult result(Artifact artifact, List<Descriptor> sent, List<Descriptor> present) {
    return PushResult.of(
        reference,
        artifact.manifest().descriptor().digest(),
        document.content.bundleDigest(),
        sent,
        present,
        sent.stream().mapToLong(Descriptor::size).sum());
  }

  private PushPlan ask(Artifact artifact, Repository repository) throws IOException {
    List<Part> parts = artifact.blobs();
    List<Boolean> missing =
        operation.map(parts, CONNECTIONS, part -> !repository.exists(part.descriptor()));
    operation.check();
    return PushPlan.of(
        reference,
        artifact.manifest().descriptor().digest(),
        document.content.bundleDigest(),
        repository.resolve(reference.tagOrDigest()).map(Descriptor::digest).orElse(null),
        descriptors(parts, missing, true),
        descriptors(parts, missing, false));
  }

  private boolean send(Part part, Repository repository) throws IOException {
    Descriptor blob = part.descriptor();
    boolean missing = !repository.exists(blob);
    if (missing) {
      repository.push(blob, watched(blob, part.content()));
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
