package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
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
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One push: what is missing is sent, several blobs at a time, and the tag is put last. Or the plan
 * of one, which goes the same way up to the point where something would be sent.
 */
public final class Push {
  /** What a connection waits for is the other side, so more of them than processors pay. */
  static final int MAX_CONNECTIONS = 8;

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

    byte[] bytes() {
      return bytes;
    }

    String mediaType() {
      return mediaType;
    }

    ManifestContent content() {
      return content;
    }
  }

  /** Sends it, whatever the reference names. */
  public PushResult run() {
    return with((artifact, repository) -> send(artifact, repository, false));
  }

  /**
   * Sends it, unless the reference names an equal bundle, or one that was never seen here.
   *
   * @param force sends it in any case; parts that are at hand are read, and mended if need be
   */
  public PushResult run(LastSync last, boolean force) {
    return with(
        (artifact, repository) -> {
          Tip tip = tip(repository);
          RemoteState state = last.standing(tip, new Made(artifact, last));
          if (state.isPushRefused() && !force) {
            throw last.refusal(reference, tip.digest());
          }
          Digest there = tip.digest();
          return there != null && state == RemoteState.IN_SYNC && !force
              ? result(there, List.of(), present(artifact, tip))
              : send(artifact, repository, force);
        });
  }

  /** What {@link #run()} would do now. */
  public PushPlan plan() {
    return with(
        (artifact, repository) -> {
          Tip tip = tip(repository);
          return ask(artifact, repository, tip, unguarded(artifact, tip), false);
        });
  }

  /** Without a memory, whatever else is there counts as older. */
  private static RemoteState unguarded(Artifact artifact, Tip tip) throws IOException {
    if (tip.digest() == null) {
      return RemoteState.ABSENT;
    }
    if (!artifact.manifest().descriptor().digest().equals(tip.digest())) {
      return RemoteState.AHEAD;
    }
    return tip.isWhole() ? RemoteState.IN_SYNC : RemoteState.INCOMPLETE;
  }

  /** What {@link #run(LastSync, boolean)} would do now. */
  public PushPlan plan(LastSync last, boolean force) {
    return with(
        (artifact, repository) -> {
          Tip tip = tip(repository);
          RemoteState state = last.standing(tip, new Made(artifact, last));
          return state == RemoteState.IN_SYNC && !force
              ? plan(artifact, tip, state, force, List.of(), present(artifact, tip))
              : ask(artifact, repository, tip, state, force);
        });
  }

  private Tip tip(Repository repository) throws IOException {
    return Tip.of(project.call(), reference, options, operation, repository);
  }

  /** The next bundle, as it would be sent. */
  private final class Made implements LastSync.Next {
    private final Artifact artifact;
    private final LastSync last;

    private Made(Artifact artifact, LastSync last) {
      this.artifact = artifact;
      this.last = last;
    }

    @Override
    public boolean isChanged() {
      return !document.content.bundleDigest().equals(last.bundle());
    }

    @Override
    public Digest document() {
      return artifact.blobs().get(0).descriptor().digest();
    }
  }

  /** The parts of the bundle that is there, which may be cut in another way. */
  private static List<Descriptor> present(Artifact artifact, Tip tip) throws IOException {
    return artifact.manifest().descriptor().digest().equals(tip.digest())
        ? artifact.blobs().stream().map(Part::descriptor).toList()
        : tip.parts();
  }

  /** What is done with the artifact, once it is known. */
  private interface Last<T> {
    T apply(Artifact artifact, Repository repository) throws IOException;
  }

  private <T> T with(Last<T> last) {
    try (Repository repository = project.call().open(reference, options, operation)) {
      repository.willWrite();
      return last.apply(Assembly.of(project, document, operation), repository);
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

  private PushResult send(Artifact artifact, Repository repository, boolean thorough)
      throws IOException {
    require(artifact.manifest().descriptor().digest());
    List<Part> parts = artifact.blobs();
    operation.started(
        Phase.PUSH, parts.size(), parts.stream().mapToLong(p -> p.descriptor().size()).sum());
    List<Boolean> sent =
        operation.map(parts, MAX_CONNECTIONS, part -> send(part, repository, thorough));
    operation.check();
    name(artifact.manifest(), repository);
    operation.completed(Phase.PUSH);
    return result(
        artifact.manifest().descriptor().digest(),
        descriptors(parts, sent, true),
        descriptors(parts, sent, false));
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

  private PushResult result(Digest digest, List<Descriptor> sent, List<Descriptor> present) {
    return PushResult.of(
        reference,
        digest,
        document.content.bundleDigest(),
        sent,
        present,
        sent.stream().mapToLong(Descriptor::size).sum());
  }

  private PushPlan ask(
      Artifact artifact, Repository repository, Tip tip, RemoteState state, boolean force)
      throws IOException {
    List<Part> parts = artifact.blobs();
    List<Boolean> missing =
        operation.map(
            parts, MAX_CONNECTIONS, part -> !isThere(part.descriptor(), repository, force));
    operation.check();
    return plan(
        artifact,
        tip,
        state,
        force,
        descriptors(parts, missing, true),
        descriptors(parts, missing, false));
  }

  private PushPlan plan(
      Artifact artifact,
      Tip tip,
      RemoteState state,
      boolean force,
      List<Descriptor> send,
      List<Descriptor> present) {
    return PushPlan.of(
        reference,
        artifact.manifest().descriptor().digest(),
        document.content.bundleDigest(),
        WorkspaceStatus.Remote.of(state, tip.digest()),
        state.isPushRefused() && !force,
        send,
        present);
  }

  private static boolean isThere(Descriptor blob, Repository repository, boolean thorough)
      throws IOException {
    return thorough ? repository.isIntact(blob) : repository.exists(blob);
  }

  private boolean send(Part part, Repository repository, boolean thorough) throws IOException {
    Descriptor blob = part.descriptor();
    boolean missing = !isThere(blob, repository, thorough);
    if (missing) {
      repository.push(blob, WatchedStream.of(part.content(), operation, Phase.PUSH, blob.title()));
    } else {
      operation.advanced(Phase.PUSH, blob.title(), blob.size());
    }
    operation.finished(Phase.PUSH, blob.title(), missing ? Outcome.SENT : Outcome.PRESENT);
    return missing;
  }

  private static List<Descriptor> descriptors(
      List<Part> parts, List<Boolean> sent, boolean wanted) {
    return IntStream.range(0, parts.size())
        .filter(i -> sent.get(i) == wanted)
        .mapToObj(i -> parts.get(i).descriptor())
        .toList();
  }
}
