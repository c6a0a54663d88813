package io.modelops.bundle.internal.status;

import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.status.StatusCheck.Candidate;
import io.modelops.bundle.internal.status.StatusCheck.Result;
import io.modelops.bundle.internal.transfer.LastSync;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.WorkspaceState.Synced;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.ManifestState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The bundle that a push would make now. It is made as far as the last one only if that is not
 * enough to tell how it stands: then files that nobody has read yet are read.
 */
final class NextBundle implements LastSync.Next {
  private final Project project;
  private final State state;
  private final StatusModels models;
  private final List<TrackedFile> files;
  private final Map<String, Result> looked = new HashMap<>();
  private final @Nullable Digest last;
  private @Nullable Issue problem;
  private @Nullable Document document;
  private boolean made;

  private record Document(Digest digest, Digest bundle) {}

  /**
   * @param files of this bundle and the last
   * @param last the digest of the last bundle
   * @param problem why it cannot be made, if that is known already
   */
  NextBundle(
      Project project,
      State state,
      StatusModels models,
      List<TrackedFile> files,
      @Nullable Digest last,
      @Nullable Issue problem) {
    this.project = project;
    this.state = state;
    this.models = models;
    this.files = files;
    this.last = last;
    this.problem = problem;
  }

  /** Adds what a look at some files told. */
  void add(Collection<Result> results) {
    for (Result result : results) {
      looked.put(result.candidate().entry().path(), result);
      if (result.fault() != null && problem == null) {
        problem = StatusTree.problem(result.fault());
      }
    }
  }

  /** What was looked at. */
  Collection<Result> looked() {
    return looked.values();
  }

  @Nullable Issue problem() {
    return problem;
  }

  @Override
  public boolean isChanged() {
    return last == null || !models.areSame() || looked().stream().anyMatch(Result::differs);
  }

  @Override
  public @Nullable Digest document() {
    Document mine = make();
    return mine == null ? null : mine.digest();
  }

  /** How a document on disk stands to it. */
  ManifestState compared(StatusManifest onDisk) {
    Digest stated = onDisk.bundle();
    if (stated == null) {
      return onDisk.isThere() ? ManifestState.UNREADABLE : ManifestState.MISSING;
    }
    if (!isChanged() || stated.equals(last)) {
      return !isChanged() && stated.equals(last) ? ManifestState.CURRENT : ManifestState.STALE;
    }
    Document mine = make();
    return mine != null && stated.equals(mine.bundle())
        ? ManifestState.CURRENT
        : ManifestState.STALE;
  }

  /** Null if it cannot be made. */
  private @Nullable Document make() {
    if (!made && problem == null) {
      made = true;
      try {
        document = written();
      } catch (ManifestException e) {
        problem = StatusTree.problem(e);
      }
    }
    return problem == null ? document : null;
  }

  private Document written() {
    List<Candidate> unread =
        looked().stream()
            .filter(result -> isIn(result.state()) && result.content() == null)
            .map(Result::candidate)
            .toList();
    add(new StatusCheck(project).read(unread));
    Synced synced = state.read().synced();
    SortedMap<String, FileEntry> before =
        synced == null ? Collections.emptySortedMap() : synced.content().files();
    Map<String, FileEntry> entries = new HashMap<>();
    for (TrackedFile file : files) {
      Result result = looked.get(file.path());
      FileEntry entry = result == null ? before.get(file.path()) : result.content();
      if (isIn(result == null ? file.state() : result.state())) {
        entries.put(file.path(), Objects.requireNonNull(entry, file.path()));
      }
    }
    Map<String, ManifestFormat.Entry> named = new HashMap<>();
    models
        .rows()
        .forEach(
            row ->
                named.put(
                    row.id(), new ManifestFormat.Entry(row.className(), row.kind(), row.files())));
    ManifestFormat format = project.providers().one(ManifestFormat.class, "bundle-manifest");
    byte[] bytes = format.write(named, entries, project.operation());
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    hasher.update(ByteBuffer.wrap(bytes));
    Digest digest = new Digest("sha256", HexFormat.of().formatHex(hasher.digest()));
    return State.io(
        "read what was written",
        () -> new Document(digest, format.read(bytes, project.operation()).bundleDigest()));
  }

  private static boolean isIn(FileState file) {
    return file != FileState.DELETED && file != FileState.REMOVED;
  }
}
