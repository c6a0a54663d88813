package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.status.StatusCheck.Candidate;
import io.modelops.bundle.internal.status.StatusCheck.Result;
import io.modelops.bundle.internal.status.StatusEntries.Cursor;
import io.modelops.bundle.internal.status.StatusEntries.KnownContent;
import io.modelops.bundle.internal.status.StatusIndex.Told;
import io.modelops.bundle.internal.workspace.Additions;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.ManifestState;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the files of a workspace stand to its last sync, and the next bundle to the remote. */
public final class StatusReport {
  private final Project project;
  private final State state;
  private final Operation operation;
  private final StatusIndex index;
  private final @Nullable String registry;
  private final StatusModels models;
  private final Path near; // the root
  private final List<TrackedFile> listed = new ArrayList<>();
  private @Nullable StatusFiles recalled;
  private final List<TrackedFile> changes = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final NavigableSet<String> untracked = new TreeSet<>(BundlePath.ORDER);
  private @Nullable Issue problem;

  private StatusReport(
      Project project,
      State state,
      StatusIndex index,
      @Nullable String registry,
      StatusModels models) {
    this.project = project;
    this.state = state;
    this.operation = project.operation();
    this.near = fromWorkingDirectory(project.root());
    this.index = index;
    this.registry = registry;
    this.models = models;
  }

  /**
   * Looks at the files, and keeps what was learned for the next time.
   *
   * @param options how to ask the remote; null not to ask
   */
  public static WorkspaceStatus of(
      Project project, State state, @Nullable RegistryOptions options) {
    ByteBuffer kept = state.store().readCache(project.root(), StatusIndex.NAME);
    StatusIndex before = kept == null ? null : StatusIndex.read(kept);
    StatusManifest onDisk =
        StatusManifest.of(project, before); // first, as reading it takes most memory
    String revision = state.revision();
    String tree = StatusTree.readers(project);
    Told told = before != null && before.isOf(revision) ? before.told() : null;
    if (before != null
        && told != null
        && told.tree().equals(tree)
        && told.names().hold(project.root(), project.operation())) {
      var report = new StatusReport(project, state, before, told.registry(), told.models());
      report.recall(told.names());
      return report.status(options, onDisk, before, before);
    }
    Listed fresh = listed(project, state, before, revision, tree);
    return fresh.report().status(options, onDisk, fresh.learnt(), before);
  }

  /**
   * A report on a tree that was listed.
   *
   * @param learnt the index with what is known of the tree
   */
  private record Listed(StatusReport report, StatusIndex learnt) {}

  private static Listed listed(
      Project project, State state, @Nullable StatusIndex before, String revision, String tree) {
    Instant start = Instant.now();
    WorkspaceState now = state.read();
    StatusTree found = StatusTree.of(project, state, now);
    StatusIndex index = StatusIndex.of(revision, now, found.models(), before);
    var report = new StatusReport(project, state, index, found.registry(), found.models());
    report.problem = found.problem();
    StatusNames names = report.list(found, start);
    Told lasting = names == null ? null : new Told(tree, found.registry(), names, found.models());
    return new Listed(report, index.with(lasting));
  }

  /**
   * @param learnt the index with what is known of the tree
   * @param kept the index that is kept at present
   */
  private WorkspaceStatus status(
      @Nullable RegistryOptions options,
      @Nullable StatusManifest onDisk,
      StatusIndex learnt,
      @Nullable StatusIndex kept) {
    untracked.removeAll(Additions.manifestNames(project));
    StatusSecrets known = kept == null ? StatusSecrets.NONE : kept.secrets();
    StatusSecrets.Told secrets = known.of(project, untracked);
    untracked.removeAll(secrets.found());
    StatusIndex.Remotes remotes = index.remotes();
    NextBundle next = new NextBundle(project, state, models, files(), remotes.bundle(), problem);
    lookAtCandidates(next);
    ManifestState manifest = onDisk == null ? ManifestState.MISSING : next.compared(onDisk);
    Reference reference = state.reference(registry, remotes.registry());
    Remote remote =
        options == null || reference == null
            ? Remote.of(RemoteState.UNKNOWN, null)
            : new RemoteStanding(state, project.call(), remotes, next).of(reference, options);
    keep(learnt.with(secrets.lasting()), kept, onDisk, next.looked());
    Set<String> changed = changes.stream().map(TrackedFile::path).collect(Collectors.toSet());
    return WorkspaceStatus.of(
            reference, files(), List.copyOf(changes), List.copyOf(untracked), remote)
        .withModels(models.changes(changed))
        .withManifest(manifest)
        .withProblem(next.problem());
  }

  /** Keeps what is news. */
  private void keep(
      StatusIndex learnt,
      @Nullable StatusIndex kept,
      @Nullable StatusManifest onDisk,
      Collection<Result> looked) {
    Map<String, @Nullable KnownContent> known = new HashMap<>();
    boolean learned = false;
    boolean forgot = false;
    for (Result result : looked) {
      known.put(result.candidate().entry().path(), result.known());
      learned |= result.learned();
      forgot |= result.forgot();
    }
    boolean newDocument = onDisk != null && (kept == null || !onDisk.equals(kept.manifest()));
    if (learned || newDocument || learnt.isNewsTo(kept)) {
      StatusIndex newer = learned || forgot ? learnt.with(known) : learnt;
      StatusIndex whole = onDisk == null ? newer : newer.with(onDisk);
      state.store().writeCache(project.root(), StatusIndex.NAME, whole.write());
    }
  }

  /** A path that the file system need not follow from the top, if that can be. */
  private static Path fromWorkingDirectory(Path root) {
    Path working = Path.of("").toAbsolutePath();
    return root.startsWith(working) ? working.relativize(root) : root;
  }

  /** Looks at the files with the names of the last listing. */
  private void recall(StatusNames last) {
    List<Cursor> parts = index.entries().cursors();
    int size = 0;
    for (Part part :
        State.io(
            "look at the project's files",
            () -> operation.map(parts, entries -> part(entries, last.missing())))) {
      for (Candidate candidate : part.candidates()) {
        candidates.add(new Candidate(size + candidate.at(), candidate.entry(), null));
      }
      size += part.size();
    }
    recalled = new StatusFiles(index.entries(), size);
    untracked.addAll(last.others());
  }

  /**
   * Some files of the index.
   *
   * @param candidates by their place among these
   */
  private record Part(int size, List<Candidate> candidates) {}

  private Part part(Cursor entry, Set<String> missing) {
    List<Candidate> unsure = new ArrayList<>();
    int at = 0;
    for (; entry.next(); at++) {
      if (!isUnmodified(entry, missing)) {
        unsure.add(new Candidate(at, entry.entry(), null));
      }
    }
    return new Part(at, unsure);
  }

  private boolean isUnmodified(Cursor entry, Set<String> missing) {
    try {
      return (missing.isEmpty() || !missing.contains(entry.path())) && entry.isUnmodified(near);
    } catch (IOException | InvalidPathException e) {
      return false; // the closer look tells what is wrong
    }
  }

  /** Looks at the files that were listed. */
  private @Nullable StatusNames list(StatusTree found, Instant start) {
    List<String> others = new ArrayList<>();
    Set<String> missing = new HashSet<>();
    sort(found.listing(), others, missing);
    untracked.addAll(others);
    return found.problem() != null
        ? null
        : StatusNames.of(found.listing(), start, found.basis(), others, missing);
  }

  /** Puts each file where it belongs: index and listing are sorted. */
  private void sort(SourceTree.Listing listing, List<String> others, Set<String> missing) {
    for (Issue issue : listing.issues()) {
      if (issue.incomplete() && issue.severity() == Severity.ERROR) {
        throw Additions.unreadable(issue.file(), issue.message());
      } else if (issue.incomplete()) {
        untracked.add(issue.file());
      }
    }
    List<String> found = listing.files();
    int at = 0;
    for (Cursor entry = index.entries().cursor(); entry.next(); ) {
      int order = -1;
      while (at < found.size() && (order = order(found.get(at), entry.path())) < 0) {
        others.add(found.get(at++));
      }
      if (order != 0) {
        missing.add(entry.path());
      }
      named(entry, order == 0 ? stat(listing, at++) : null);
    }
    while (at < found.size()) {
      others.add(found.get(at++));
    }
  }

  private static int order(String a, String b) {
    return a.equals(b) ? 0 : BundlePath.ORDER.compare(a, b); // nearly all are equal
  }

  private static @Nullable FileStat stat(SourceTree.Listing listing, int at) {
    return listing.stats().isEmpty() ? null : listing.stats().get(at);
  }

  /** A file that the index names. */
  private void named(Cursor entry, @Nullable FileStat seen) {
    if (seen != null && entry.isUnmodified(seen)) {
      listed.add(TrackedFile.of(entry.path(), FileState.UNMODIFIED));
    } else {
      candidates.add(new Candidate(listed.size(), entry.entry(), seen));
      listed.add(TrackedFile.of(entry.path(), FileState.MODIFIED)); // until it is looked at
    }
  }

  /** Every file that is to be in the next bundle or was in the last, sorted. */
  private List<TrackedFile> files() {
    return Collections.unmodifiableList(recalled != null ? recalled : listed);
  }

  /** Takes a closer look where the index does not tell. */
  private void lookAtCandidates(NextBundle next) {
    List<Result> results = new StatusCheck(project).run(candidates);
    for (Result result : results) {
      TrackedFile file = TrackedFile.of(result.candidate().entry().path(), result.state());
      if (recalled != null) {
        recalled.put(result.candidate().at(), file);
      } else {
        listed.set(result.candidate().at(), file);
      }
      if (file.state() != FileState.UNMODIFIED) {
        changes.add(file);
      }
    }
    next.add(results);
  }
}
