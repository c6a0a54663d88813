package io.modelops.bundle;

import io.modelops.bundle.StatusEntries.Cursor;
import io.modelops.bundle.StatusEntries.Entry;
import io.modelops.bundle.StatusEntries.KnownContent;
import io.modelops.bundle.spi.FileStat;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the files of a workspace stand to its last sync. */
final class StatusReport {
  private static final int BATCH = 256;

  private final Context context;
  private final State state;
  private final Operation operation;
  private final Settings settings;
  private final StatusIndex index;
  private final boolean cached;
  private final FileStats stats;
  private final ProjectFiles project;
  private final List<TrackedFile> files = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final NavigableSet<String> untracked = new TreeSet<>(BundlePath.ORDER);

  StatusReport(Context context, State state, Settings settings) {
    this.context = context;
    this.state = state;
    this.operation = context.operation();
    this.settings = settings;
    this.stats = new FileStats(context.root());
    this.project = new ProjectFiles(context.root(), HashAlgorithm.SHA_256);
    ByteBuffer kept = state.store().readCache(context.root());
    StatusIndex before = kept == null ? null : StatusIndex.read(kept);
    String revision = state.revision();
    this.index =
        before != null && before.isOf(revision)
            ? before
            : StatusIndex.of(revision, state.read(), before);
    this.cached = index == before;
    sort(Additions.list(context, state, true, operation));
    lookAtCandidates();
  }

  /**
   * A file to look at.
   *
   * @param at its place in the report
   * @param seen what the listing says of it, if it does
   */
  private record Candidate(int at, Entry entry, @Nullable FileStat seen) {}

  /** Puts each file where it belongs: index and listing are sorted. */
  private void sort(SourceTree.Listing listing) {
    for (Issue issue : listing.issues()) {
      if (issue.code().equals("unreadable")) {
        throw Additions.unreadable(issue.file(), issue.message());
      } else if (issue.code().equals("unreadable-name")) {
        untracked.add(issue.file());
      }
    }
    List<String> found = listing.files();
    int at = 0;
    for (Cursor entry = index.entries().cursor(); entry.next(); ) {
      int order = -1;
      while (at < found.size() && (order = order(found.get(at), entry.path())) < 0) {
        unnamed(found.get(at), stat(listing, at++));
      }
      named(entry, order == 0 ? stat(listing, at++) : null);
    }
    while (at < found.size()) {
      unnamed(found.get(at), stat(listing, at++));
    }
    untracked.removeAll(Additions.manifestNames(context));
  }

  private static int order(String a, String b) {
    return a.equals(b) ? 0 : BundlePath.ORDER.compare(a, b); // nearly all are equal
  }

  private static @Nullable FileStat stat(SourceTree.Listing listing, int at) {
    return listing.stats().isEmpty() ? null : listing.stats().get(at);
  }

  /** A file that the index names. */
  private void named(Cursor entry, @Nullable FileStat seen) {
    if (seen != null && entry.isAsKnown(seen)) {
      files.add(new TrackedFile(entry.path(), state(entry.isSame())));
    } else {
      lookAt(entry.entry(), seen);
    }
  }

  /** A file that it does not name. */
  private void unnamed(String file, @Nullable FileStat seen) {
    if (isConfigured(file)) {
      lookAt(new Entry(file, false, null, null), seen);
    } else {
      untracked.add(file);
    }
  }

  private void lookAt(Entry entry, @Nullable FileStat seen) {
    candidates.add(new Candidate(files.size(), entry, seen));
    files.add(new TrackedFile(entry.path(), FileState.MODIFIED)); // until it is looked at
  }

  private boolean isConfigured(String file) {
    return settings.models().stream()
        .anyMatch(model -> model.files().stream().anyMatch(glob -> glob.matches(file)));
  }

  StatusIndex.Remotes remotes() {
    return index.remotes();
  }

  /** Files that are not in the report otherwise, sorted; also those whose name cannot be used. */
  List<String> untracked() {
    return List.copyOf(untracked);
  }

  /** Every file that is to be in the next bundle or was in the last, sorted. */
  List<TrackedFile> files() {
    return List.copyOf(files);
  }

  private void lookAtCandidates() {
    List<List<Candidate>> batches = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i += BATCH) {
      batches.add(candidates.subList(i, Math.min(candidates.size(), i + BATCH)));
    }
    Map<String, @Nullable KnownContent> known = new HashMap<>();
    boolean learned = false;
    for (List<Result> results :
        State.io("look at the project's files", () -> operation.map(batches, this::examine))) {
      for (Result result : results) {
        Entry entry = result.candidate().entry();
        files.set(result.candidate().at(), new TrackedFile(entry.path(), result.state()));
        known.put(entry.path(), result.known());
        learned |= result.known() != null && !result.known().equals(entry.known());
      }
    }
    if (learned || !cached) {
      state.store().writeCache(context.root(), index.with(known).write());
    }
  }

  /**
   * What a look at a file told.
   *
   * @param known what to remember of its content
   */
  private record Result(Candidate candidate, FileState state, @Nullable KnownContent known) {}

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
    if (!entry.wanted() && !isConfigured(entry.path())) {
      return new Result(candidate, FileState.REMOVED, null);
    }
    FileStat stat = candidate.seen() != null ? candidate.seen() : stats.of(entry.path());
    if (stat == null) {
      return new Result(candidate, FileState.DELETED, null);
    }
    if (synced == null) {
      return new Result(candidate, FileState.ADDED, null);
    }
    if (!stat.isFile() || stat.size() != synced.size()) {
      return new Result(candidate, FileState.MODIFIED, null);
    }
    KnownContent known = entry.known();
    return known != null && stat.equals(known.stat())
        ? new Result(candidate, state(known.same()), known)
        : read(candidate, entry.path(), synced);
  }

  private Result read(Candidate candidate, String path, FileEntry synced) throws IOException {
    Instant now = Instant.now();
    FileStat stat = stats.of(path);
    try {
      Digest digest = project.hash(path, operation).digest();
      boolean same = digest.equals(synced.digest());
      KnownContent known =
          stat != null && stat.isSettled(now) ? new KnownContent(stat, same) : null;
      return new Result(candidate, state(same), known);
    } catch (ManifestException e) {
      FileState state =
          switch (e.code()) {
            case "file-missing" -> FileState.DELETED;
            case "file-changed", "symbolic-link", "not-a-file" -> FileState.MODIFIED;
            default -> throw e;
          };
      return new Result(candidate, state, null);
    }
  }

  private static FileState state(boolean same) {
    return same ? FileState.UNMODIFIED : FileState.MODIFIED;
  }
}
