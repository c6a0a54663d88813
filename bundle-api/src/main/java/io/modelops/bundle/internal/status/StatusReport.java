package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.status.StatusCheck.Candidate;
import io.modelops.bundle.internal.status.StatusCheck.Result;
import io.modelops.bundle.internal.status.StatusEntries.Cursor;
import io.modelops.bundle.internal.status.StatusEntries.Entry;
import io.modelops.bundle.internal.status.StatusEntries.KnownContent;
import io.modelops.bundle.internal.status.StatusIndex.Told;
import io.modelops.bundle.internal.workspace.Additions;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the files of a workspace stand to its last sync. */
public final class StatusReport {
  private final Project project;
  private final State state;
  private final Operation operation;
  private final StatusIndex index;
  private StatusIndex learnt;
  private final StatusSettings settings;
  private final Path near; // the root
  private final List<TrackedFile> listed = new ArrayList<>();
  private @Nullable StatusFiles recalled;
  private final List<TrackedFile> changes = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final NavigableSet<String> untracked = new TreeSet<>(BundlePath.ORDER);

  private StatusReport(Project project, State state, StatusIndex index, StatusSettings settings) {
    this.project = project;
    this.state = state;
    this.operation = project.operation();
    this.near = fromWorkingDirectory(project.root());
    this.index = index;
    this.learnt = index;
    this.settings = settings;
  }

  /** Looks at the files, and keeps what was learned for the next time. */
  public static StatusReport of(Project project, State state) {
    ByteBuffer kept = state.store().readCache(project.root());
    StatusIndex before = kept == null ? null : StatusIndex.read(kept);
    String revision = state.revision();
    StatusIndex index =
        before != null && before.isOf(revision)
            ? before
            : StatusIndex.of(revision, state.read(), before);
    String tree = version(project);
    Told last = index.told() != null && index.told().tree().equals(tree) ? index.told() : null;
    StatusSettings settings = StatusSettings.of(project, last == null ? null : last.settings());
    StatusReport report = new StatusReport(project, state, index, settings);
    StatusNames names = report.names(last == null ? null : last.names());
    report.untracked.removeAll(Additions.manifestNames(project));
    boolean learned = report.lookAtCandidates();
    Told told = new Told(tree, names == null ? settings.unkept() : settings, names);
    if (learned || index != before || isNews(told, index.told())) {
      state.store().writeCache(project.root(), report.learnt.with(told).write());
    }
    return report;
  }

  /**
   * The report.
   *
   * @param options how to ask the remote; null not to ask
   */
  public WorkspaceStatus status(@Nullable RegistryOptions options) {
    StatusIndex.Remotes remotes = index.remotes();
    Reference reference = state.reference(settings.registry(), remotes.registry());
    Remote remote =
        options == null || reference == null
            ? Remote.of(RemoteState.UNKNOWN, null)
            : new RemoteStanding(state, project.call(), remotes, !changes.isEmpty())
                .of(reference, options);
    return WorkspaceStatus.of(
        reference, files(), List.copyOf(changes), List.copyOf(untracked), remote);
  }

  /** A path that the file system need not follow from the top, if that can be. */
  private static Path fromWorkingDirectory(Path root) {
    Path working = Path.of("").toAbsolutePath();
    return root.startsWith(working) ? working.relativize(root) : root;
  }

  /** What reads the tree and the settings, and in which version. */
  private static String version(Project project) {
    Stream<Provider> readers =
        Stream.concat(
            Stream.of(project.providers().one(SourceTree.class, "bundle-discovery")),
            project.providers().all(SettingsFormat.class).stream());
    return readers.map(reader -> version(reader.getClass())).collect(Collectors.joining(" "));
  }

  private static String version(Class<?> reader) {
    ModuleDescriptor module = reader.getModule().getDescriptor();
    return reader.getName()
        + " "
        + (module == null
            ? reader.getPackage().getImplementationVersion()
            : module.rawVersion().orElse(""));
  }

  /** The names of the project's files, listed only if they may be others than the last ones. */
  private @Nullable StatusNames names(@Nullable StatusNames last) {
    return last != null
            && last.others().stream().noneMatch(settings::isConfigured)
            && last.hold(project.root(), operation)
        ? recall(last)
        : list();
  }

  /** Looks at the files with the names of the last listing. */
  private StatusNames recall(StatusNames last) {
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
    return last;
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

  private @Nullable StatusNames list() {
    Instant start = Instant.now();
    SourceTree.Listing listing = Additions.list(project, state, true, operation);
    List<String> others = new ArrayList<>();
    Set<String> missing = new HashSet<>();
    sort(listing, others, missing);
    return StatusNames.of(listing, start, others, missing);
  }

  /** Puts each file where it belongs: index and listing are sorted. */
  private void sort(SourceTree.Listing listing, List<String> others, Set<String> missing) {
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
        unnamed(found.get(at), stat(listing, at++), others);
      }
      if (order != 0) {
        missing.add(entry.path());
      }
      named(entry, order == 0 ? stat(listing, at++) : null);
    }
    while (at < found.size()) {
      unnamed(found.get(at), stat(listing, at++), others);
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
      lookAt(entry.entry(), seen);
    }
  }

  /** A file that it does not name. */
  private void unnamed(String file, @Nullable FileStat seen, List<String> others) {
    others.add(file);
    if (settings.isConfigured(file)) {
      lookAt(new Entry(file, false, null, null), seen);
    } else {
      untracked.add(file);
    }
  }

  private void lookAt(Entry entry, @Nullable FileStat seen) {
    candidates.add(new Candidate(listed.size(), entry, seen));
    listed.add(TrackedFile.of(entry.path(), FileState.MODIFIED)); // until it is looked at
  }

  /** Every file that is to be in the next bundle or was in the last, sorted. */
  private List<TrackedFile> files() {
    return Collections.unmodifiableList(recalled != null ? recalled : listed);
  }

  /**
   * Takes a closer look where the index does not tell.
   *
   * @return whether that told something that is worth keeping
   */
  private boolean lookAtCandidates() {
    Map<String, @Nullable KnownContent> known = new HashMap<>();
    boolean learned = false;
    boolean forgot = false;
    StatusCheck check = new StatusCheck(project, settings, operation);
    for (Result result : check.run(candidates)) {
      TrackedFile file = TrackedFile.of(result.candidate().entry().path(), result.state());
      if (recalled != null) {
        recalled.put(result.candidate().at(), file);
      } else {
        listed.set(result.candidate().at(), file);
      }
      if (file.state() != FileState.UNMODIFIED) {
        changes.add(file);
      }
      known.put(file.path(), result.known());
      learned |= result.learned();
      forgot |= result.forgot();
    }
    learnt = learned || forgot ? index.with(known) : index;
    return learned;
  }

  /** Whether a tree told something lasting that it did not tell the last time. */
  private static boolean isNews(Told told, @Nullable Told last) {
    return told.names() != null
        && (last == null
            || !told.tree().equals(last.tree())
            || !Objects.equals(told.names(), last.names())
            || !Objects.equals(told.settings(), last.settings()));
  }
}
