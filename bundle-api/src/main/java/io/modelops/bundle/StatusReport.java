package io.modelops.bundle;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.spi.WorkspaceStore.KnownFile;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the files of a workspace stand to its last sync. */
final class StatusReport {
  private static final int BATCH = 256;

  private final Context context;
  private final State state;
  private final Operation operation;
  private final Map<String, FileEntry> synced;
  private final Map<String, KnownFile> known;
  private final SourceTree.Listing listing;
  private final Set<String> wanted;
  private final FileStats stats;
  private final ProjectFiles project;

  StatusReport(
      Context context, State state, WorkspaceState current, List<ModelSetting> configured) {
    this.context = context;
    this.state = state;
    this.operation = context.operation();
    Synced last = current.synced();
    this.synced = last == null ? Map.of() : last.content().files();
    this.known = last == null ? Map.of() : state.store().readCache(context.root());
    this.listing = Additions.list(context, state, true, operation);
    for (Issue issue : listing.issues()) {
      if (issue.code().equals("unreadable")) {
        throw Additions.unreadable(issue.file(), issue.message());
      }
    }
    this.wanted = wanted(current, configured, listing);
    this.stats = new FileStats(context.root());
    this.project = new ProjectFiles(context.root(), HashAlgorithm.SHA_256);
  }

  /** What the next bundle would hold, as far as that can be told without reading sources. */
  private static Set<String> wanted(
      WorkspaceState current, List<ModelSetting> configured, SourceTree.Listing listing) {
    Set<String> wanted = new LinkedHashSet<>(current.tracked());
    if (current.synced() != null) {
      current.synced().content().models().values().stream()
          .map(ModelEntry::files)
          .forEach(wanted::addAll);
    }
    for (ModelSetting model : configured) {
      listing.files().stream()
          .filter(file -> model.files().stream().anyMatch(glob -> glob.matches(file)))
          .forEach(wanted::add);
    }
    return wanted;
  }

  /** Every file that is wanted or was synced, sorted. */
  List<TrackedFile> files() {
    List<String> paths =
        Stream.concat(wanted.stream(), synced.keySet().stream())
            .sorted(BundlePath.ORDER) // of a few long runs that are sorted already
            .distinct()
            .toList();
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < paths.size(); i += BATCH) {
      batches.add(paths.subList(i, Math.min(paths.size(), i + BATCH)));
    }
    List<List<Result>> results =
        State.io("look at the project's files", () -> operation.map(batches, this::examine));
    List<TrackedFile> files = new ArrayList<>();
    Map<String, KnownFile> cache = new HashMap<>();
    boolean learned = false;
    for (Result result : results.stream().flatMap(List::stream).toList()) {
      files.add(result.file());
      if (result.known() != null) {
        cache.put(result.file().path(), result.known());
        learned |= result.read();
      }
    }
    if (learned) {
      state.store().writeCache(context.root(), cache);
    }
    return files;
  }

  /**
   * One file.
   *
   * @param known what to remember of it
   * @param read whether that is known from reading it now
   */
  private record Result(TrackedFile file, @Nullable KnownFile known, boolean read) {
    Result(String path, FileState state) {
      this(new TrackedFile(path, state), null, false);
    }
  }

  private List<Result> examine(List<String> paths) throws IOException {
    List<Result> results = new ArrayList<>(paths.size());
    for (String path : paths) {
      results.add(examine(path));
    }
    return results;
  }

  private Result examine(String path) throws IOException {
    FileEntry entry = synced.get(path);
    if (!wanted.contains(path)) {
      return new Result(path, FileState.REMOVED);
    }
    FileStats.Stat stat = stats.of(path);
    if (stat == null) {
      return new Result(path, FileState.DELETED);
    }
    if (entry == null) {
      return new Result(path, FileState.ADDED);
    }
    if (!stat.regular() || stat.size() != entry.size()) {
      return new Result(path, FileState.MODIFIED);
    }
    KnownFile before = known.get(path);
    if (before != null && stat.isThatOf(before)) {
      return new Result(new TrackedFile(path, state(before.digest(), entry)), before, false);
    }
    return read(path, stat, entry);
  }

  private Result read(String path, FileStats.Stat stat, FileEntry entry) {
    try {
      Digest digest = project.hash(path, operation).digest();
      KnownFile learned = stat.isSettled() ? stat.known(digest) : null;
      return new Result(new TrackedFile(path, state(digest, entry)), learned, learned != null);
    } catch (ManifestException e) {
      FileState state =
          switch (e.code()) {
            case "file-missing" -> FileState.DELETED;
            case "file-changed", "symbolic-link", "not-a-file" -> FileState.MODIFIED;
            default -> throw e;
          };
      return new Result(path, state);
    }
  }

  private static FileState state(Digest digest, FileEntry entry) {
    return digest.equals(entry.digest()) ? FileState.UNMODIFIED : FileState.MODIFIED;
  }

  /** Files that are not in the report otherwise, sorted; also those whose name cannot be used. */
  List<String> untracked() {
    NavigableSet<String> untracked = new TreeSet<>(BundlePath.ORDER);
    for (String file : listing.files()) {
      if (!wanted.contains(file) && !synced.containsKey(file)) {
        untracked.add(file);
      }
    }
    listing.issues().stream()
        .filter(issue -> issue.code().equals("unreadable-name"))
        .map(Issue::file)
        .forEach(untracked::add);
    untracked.removeAll(Additions.manifestNames(context));
    return List.copyOf(untracked);
  }
}
