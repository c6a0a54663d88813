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

  private final StatusSettings settings;
  private final Operation operation;
  private final ProjectFileStats stats;
  private final ProjectFiles content;

  StatusCheck(Project project, StatusSettings settings, Operation operation) {
    this.settings = settings;
    this.operation = operation;
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
   * @param read whether that is from reading it now
   */
  record Result(Candidate candidate, FileState state, @Nullable KnownContent known, boolean read) {
    /** Nothing of its content is to be remembered. */
    Result(Candidate candidate, FileState state) {
      this(candidate, state, null, false);
    }

    /** Whether something is to be remembered that was not known before. */
    boolean learned() {
      return read && known != null;
    }

    /** Whether what was known is to be forgotten. */
    boolean forgot() {
      return known == null && candidate.entry().known() != null;
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
    if (!entry.wanted() && !settings.isConfigured(entry.path())) {
      return new Result(candidate, FileState.REMOVED);
    }
    FileStat stat = candidate.seen() != null ? candidate.seen() : stats.of(entry.path());
    if (stat == null) {
      return new Result(candidate, FileState.DELETED);
    }
    if (synced == null) {
      return new Result(candidate, FileState.ADDED);
    }
    if (!stat.isFile() || stat.size() != synced.size()) {
      return new Result(candidate, FileState.MODIFIED);
    }
    KnownContent known = entry.known();
    return known != null && stat.equals(known.stat()) && isSurelyThere(candidate)
        ? new Result(candidate, state(known.same()), known, false)
        : read(candidate, entry.path(), synced);
  }

  /** Whether its name leads to it without a link. */
  private boolean isSurelyThere(Candidate candidate) {
    return candidate.seen() != null || !stats.isBehindLink(candidate.entry().path());
  }

  private Result read(Candidate candidate, String path, FileEntry synced) throws IOException {
    Instant now = Instant.now();
    FileStat stat = stats.of(path);
    try {
      Digest digest = content.hash(path, operation).digest();
      boolean same = digest.equals(synced.digest());
      KnownContent known =
          stat != null && stat.isSettled(now) ? new KnownContent(stat, same) : null;
      return new Result(candidate, state(same), known, true);
    } catch (ManifestException e) {
      FileState state =
          switch (e.errorCode()) {
            case FILE_MISSING -> FileState.DELETED;
            case FILE_CHANGED, SYMBOLIC_LINK, NOT_A_FILE -> FileState.MODIFIED;
            default -> throw e;
          };
      return new Result(candidate, state);
    }
  }

  private static FileState state(boolean same) {
    return same ? FileState.UNMODIFIED : FileState.MODIFIED;
  }
}
