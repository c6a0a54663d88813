package io.modelops.bundle.internal.status;

import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.ProjectFileStats;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.internal.status.StatusEntries.Entry;
import io.modelops.bundle.internal.status.StatusEntries.KnownContent;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A closer look at single files: their content, where nothing less tells. */
public final class StatusCheck {
  private static final int BATCH = 256;

  private final Operation operation;
  private final ProjectFileStats stats;
  private final ProjectFiles content;

  StatusCheck(Project project) {
    this.operation = project.operation();
    this.stats = new ProjectFileStats(project.root());
    this.content = new ProjectFiles(project);
  }

  /**
   * A file to look at.
   *
   * @param at its place in the report
   * @param seen what the listing says of it, if it does
   */
  record Candidate(int at, Entry entry, @Nullable FileStat seen) {}

  /**
   * What a look at a file told.
   *
   * @param known what to remember of its content
   * @param content if it is known, settled or not
   * @param fault why a push would refuse it
   */
  record Result(
      Candidate candidate,
      FileState state,
      @Nullable KnownContent known,
      @Nullable FileEntry content,
      @Nullable ManifestException fault) {
    /** By what is remembered of its content. */
    Result(Candidate candidate, FileState state, @Nullable KnownContent known) {
      this(
          candidate,
          state,
          known,
          known == null ? null : new FileEntry(known.digest(), known.stat().size()),
          null);
    }

    /** Whether something is to be remembered that was not known before. */
    boolean learned() {
      return known != null && !known.equals(candidate.entry().known());
    }

    /** Whether what was known is to be forgotten. */
    boolean forgot() {
      return known == null && candidate.entry().known() != null;
    }

    /** Whether it makes the next bundle another than the last. */
    boolean differs() {
      return state != FileState.UNMODIFIED
          && (state != FileState.DELETED || candidate.entry().synced() != null);
    }
  }

  /** In the candidates' order. */
  List<Result> run(List<Candidate> candidates) {
    List<List<Candidate>> batches = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i += BATCH) {
      batches.add(candidates.subList(i, Math.min(candidates.size(), i + BATCH)));
    }
    return State.io("look at the project's files", () -> operation.map(batches, this::examine))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Result> examine(List<Candidate> batch) throws IOException {
    List<Result> results = new ArrayList<>(batch.size());
    for (Candidate candidate : batch) {
      results.add(examine(candidate));
    }
    return results;
  }

  private Result examine(Candidate candidate) throws IOException {
    Entry entry = candidate.entry();
    FileEntry synced = entry.synced();
    FileStat stat = candidate.seen() != null ? candidate.seen() : stats.of(entry.path());
    if (stat == null || stat.kind() == FileStat.Kind.DIRECTORY) {
      return new Result(candidate, gone(entry), null);
    }
    if (!entry.wanted()) {
      return new Result(candidate, FileState.REMOVED, null);
    }
    if (!stat.isFile() || !isSurelyThere(candidate)) {
      return read(candidate); // which tells the fault
    }
    KnownContent known = entry.known();
    KnownContent still = known != null && stat.equals(known.stat()) ? known : null;
    if (synced == null) {
      return new Result(candidate, FileState.ADDED, still);
    }
    if (stat.size() != synced.size()) {
      return new Result(candidate, FileState.MODIFIED, still);
    }
    return still != null
        ? new Result(candidate, state(entry, still.digest()), still)
        : read(candidate);
  }

  private static FileState gone(Entry entry) {
    return entry.wanted() || entry.ofModel() ? FileState.DELETED : FileState.REMOVED;
  }

  /** Whether its name leads to it without a link. */
  private boolean isSurelyThere(Candidate candidate) {
    return candidate.seen() != null || !stats.isBehindLink(candidate.entry().path());
  }

  /** Reads files of the next bundle, in the candidates' order. */
  List<Result> read(List<Candidate> candidates) {
    return State.io("read the project's files", () -> operation.map(candidates, this::read));
  }

  private Result read(Candidate candidate) throws IOException {
    Entry entry = candidate.entry();
    Instant now = Instant.now();
    FileStat stat = stats.of(entry.path());
    try {
      FileEntry found = content.hash(entry.path(), operation);
      KnownContent known =
          stat != null && stat.isSettled(now) ? new KnownContent(stat, found.digest()) : null;
      return new Result(candidate, state(entry, found.digest()), known, found, null);
    } catch (ManifestException e) {
      FileState there = entry.synced() == null ? FileState.ADDED : FileState.MODIFIED;
      return switch (e.errorCode()) {
        case FILE_MISSING -> new Result(candidate, gone(entry), null);
        case FILE_CHANGED -> new Result(candidate, there, null);
        case SYMBOLIC_LINK, NOT_A_FILE -> new Result(candidate, there, null, null, e);
        default -> throw e;
      };
    }
  }

  private static FileState state(Entry entry, Digest digest) {
    FileEntry synced = entry.synced();
    if (synced == null) {
      return FileState.ADDED;
    }
    return digest.equals(synced.digest()) ? FileState.UNMODIFIED : FileState.MODIFIED;
  }
}
