package io.modelops.bundle;

import io.modelops.bundle.StatusIndex.Entry;
import io.modelops.bundle.StatusIndex.KnownContent;
import io.modelops.bundle.StatusIndex.Synced;
import io.modelops.bundle.spi.FileStat;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the files of a workspace stand to its last sync. */
final class StatusReport {
  private static final int BATCH = 256;

  private final Context context;
  private final State state;
  private final Operation operation;
  private final List<ModelSetting> configured;
  private final StatusIndex index;
  private final boolean cached;
  private final FileStats stats;
  private final ProjectFiles project;
  private final List<Candidate> candidates = new ArrayList<>();
  private final NavigableSet<String> untracked = new TreeSet<>(BundlePath.ORDER);

  StatusReport(Context context, State state, List<ModelSetting> configured) {
    this.context = context;
    this.state = state;
    this.operation = context.operation();
    this.configured = configured;
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
  }

  /**
   * A file to report.
   *
   * @param seen what the listing says of it, if it does
   */
  private record Candidate(Entry entry, @Nullable FileStat seen) {}

  /** Puts each file where it belongs: both lists are sorted. */
  private void sort(SourceTree.Listing listing) {
    for (Issue issue : listing.issues()) {
      if (issue.code().equals("unreadable")) {
        throw Additions.unreadable(issue.file(), issue.message());
      } else if (issue.code().equals("unreadable-name")) {
        untracked.add(issue.file());
      }
    }
    List<String> files = listing.files();
    int at = 0;
    for (Entry entry : index.entries()) {
      int order = -1;
      while (at < files.size() && (order = order(files.get(at), entry.path())) < 0) {
        unknown(listing, at++);
      }
      candidates.add(new Candidate(entry, order == 0 ? stat(listing, at++) : null));
    }
    while (at < files.size()) {
      unknown(listing, at++);
    }
    untracked.removeAll(Additions.manifestNames(context));
  }

  private static int order(String a, String b) {
    return a.equals(b) ? 0 : BundlePath.ORDER.compare(a, b); // nearly all are equal
  }

  private static @Nullable FileStat stat(SourceTree.Listing listing, int at) {
    return listing.stats().isEmpty() ? null : listing.stats().get(at);
  }

  /** A file that the state does not name. */
  private void unknown(SourceTree.Listing listing, int at) {
    String file = listing.files().get(at);
    if (isConfigured(file)) {
      Entry entry = new Entry(file, false, null, null);
      candidates.add(new Candidate(entry, stat(listing, at)));
    } else {
      untracked.add(file);
    }
  }

  private boolean isConfigured(String file) {
    return configured.stream()
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
    List<List<Candidate>> batches = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i += BATCH) {
      batches.add(candidates.subList(i, Math.min(candidates.size(), i + BATCH)));
    }
    List<Result> results =
        State.io("look at the project's files", () -> operation.map(batches, this::examine))
            .stream()
            .flatMap(List::stream)
            .toList();
    if (!cached || results.stream().anyMatch(Result::learned)) {
      keep(results);
    }
    return results.stream().map(Result::file).toList();
  }

  private void keep(List<Result> results) {
    List<Entry> entries =
        results.stream()
            .filter(result -> result.entry().isOfState())
            .map(result -> result.entry().with(result.known()))
            .toList();
    state.store().writeCache(context.root(), index.with(entries).write());
  }

  /**
   * One file.
   *
   * @param known what to remember of its content
   */
  private record Result(Entry entry, FileState state, @Nullable KnownContent known) {
    TrackedFile file() {
      return new TrackedFile(entry.path(), state);
    }

    boolean learned() {
      return known != null && !known.equals(entry.known());
    }
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
    Synced synced = entry.synced();
    if (!entry.wanted() && !isConfigured(entry.path())) {
      return new Result(entry, FileState.REMOVED, null);
    }
    FileStat stat = candidate.seen() != null ? candidate.seen() : stats.of(entry.path());
    if (stat == null) {
      return new Result(entry, FileState.DELETED, null);
    }
    if (synced == null) {
      return new Result(entry, FileState.ADDED, null);
    }
    if (!stat.isFile() || stat.size() != synced.size()) {
      return new Result(entry, FileState.MODIFIED, null);
    }
    KnownContent known = entry.known();
    return known != null && stat.equals(known.stat())
        ? new Result(entry, state(known.same()), known)
        : read(entry, synced);
  }

  private Result read(Entry entry, Synced synced) throws IOException {
    Instant now = Instant.now();
    FileStat stat = stats.of(entry.path());
    try {
      Digest digest = project.hash(entry.path(), operation).digest();
      boolean same = digest.toString().equals(synced.digest());
      KnownContent known =
          stat != null && stat.isSettled(now) ? new KnownContent(stat, same) : null;
      return new Result(entry, state(same), known);
    } catch (ManifestException e) {
      FileState state =
          switch (e.code()) {
            case "file-missing" -> FileState.DELETED;
            case "file-changed", "symbolic-link", "not-a-file" -> FileState.MODIFIED;
            default -> throw e;
          };
      return new Result(entry, state, null);
    }
  }

  private static FileState state(boolean same) {
    return same ? FileState.UNMODIFIED : FileState.MODIFIED;
  }
}
