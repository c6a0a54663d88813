package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.PullChanges;
import io.modelops.bundle.value.PullChanges.Conflict;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the files of a directory with those of a bundle that is to come. */
final class Comparison {
  private final Project project;
  private final Operation operation;
  private final KnownContent known;
  private final Map<String, FileEntry> wanted;
  private final Map<String, LocalFile> local = new HashMap<>();
  private final Map<String, FileEntry> contents = new HashMap<>();

  private final Set<String> created = new HashSet<>();
  private final Set<String> replaced = new HashSet<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> same = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private final Map<String, Conflict> conflicts = new HashMap<>();

  private Comparison(
      Project project, Operation operation, KnownContent known, Map<String, FileEntry> wanted) {
    this.project = project;
    this.operation = operation;
    this.known = known;
    this.wanted = wanted;
  }

  /**
   * Looks at the disk, and reads what may be of a bundle.
   *
   * @param wanted what the directory is to have
   * @param gone what it is no longer to have
   */
  static Comparison of(
      Project project,
      Operation operation,
      KnownContent known,
      Map<String, FileEntry> wanted,
      Set<String> gone)
      throws IOException {
    Comparison made = new Comparison(project, operation, known, wanted);
    made.look(gone);
    gone.forEach(made::judgeGone);
    wanted.forEach(made::judge);
    return made;
  }

  PullChanges changes() {
    return PullChanges.none()
        .withCreated(created)
        .withReplaced(replaced)
        .withDeleted(deleted)
        .withSame(same)
        .withKept(kept)
        .withConflicts(conflicts);
  }

  /** What the file system said of a file; null if there was nothing. */
  @Nullable FileStat stat(String path) {
    LocalFile found = local.get(path);
    return found == null ? null : found.stat();
  }

  private void look(Set<String> gone) throws IOException {
    List<String> paths = new ArrayList<>(new TreeSet<>(wanted.keySet()));
    paths.addAll(gone);
    List<LocalFile> files =
        operation.map(
            paths,
            path -> {
              operation.check();
              return LocalFile.of(project.root(), path);
            });
    files.forEach(file -> local.put(file.path(), file));
    List<LocalFile> toRead = files.stream().filter(this::mayBeOfBundle).toList();
    operation.started(Phase.HASH, toRead.size(), toRead.stream().mapToLong(LocalFile::size).sum());
    ProjectFiles onDisk = ProjectFiles.onDisk(project);
    List<FileEntry> read = operation.map(toRead, file -> onDisk.hash(file.path(), operation));
    operation.completed(Phase.HASH);
    for (int i = 0; i < read.size(); i++) {
      contents.put(toRead.get(i).path(), read.get(i));
    }
  }

  /** A file of another size need not be read. */
  private boolean mayBeOfBundle(LocalFile file) {
    FileEntry next = wanted.get(file.path());
    return file.isFile()
        && (known.mayHave(file.path(), file.size())
            || (next != null && next.size() == file.size()));
  }

  private LocalFile local(String path) {
    return local.computeIfAbsent(path, other -> LocalFile.of(project.root(), other));
  }

  private boolean isKnown(String path) {
    return known.has(path, contents.get(path));
  }

  private void judgeGone(String path) {
    if (isKnown(path)) {
      deleted.add(path);
    } else if (local(path).isFile()) {
      kept.add(path);
    }
  }

  private void judge(String path, FileEntry next) {
    LocalFile file = local(path);
    if (!file.isThere()) {
      judgeAbsent(path);
    } else if (!file.isFile()) {
      if (file.isDirectory() && isCleared(path)) {
        created.add(path);
      } else {
        conflicts.put(path, Conflict.BLOCKING);
      }
    } else if (next.equals(contents.get(path))) {
      same.add(path);
    } else if (isKnown(path)) {
      replaced.add(path);
    } else {
      conflicts.put(path, known.names(path) ? Conflict.EDITED : Conflict.UNTRACKED);
    }
  }

  private void judgeAbsent(String path) {
    for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
      String above = path.substring(0, end);
      if (local(above).isFile() && !deleted.contains(above)) {
        conflicts.put(above, Conflict.BLOCKING);
        return;
      }
    }
    if (known.misses(path)) {
      conflicts.put(path, Conflict.DELETED);
    } else {
      created.add(path);
    }
  }

  /** Whether a directory goes away with the files that are deleted. */
  private boolean isCleared(String path) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(project.root().resolve(path))) {
      boolean any = false;
      for (Path entry : entries) {
        operation.check();
        String below = path + "/" + entry.getFileName();
        if (!deleted.contains(below)
            && !(Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && isCleared(below))) {
          return false;
        }
        any = true;
      }
      return any;
    } catch (DirectoryIteratorException | IOException e) {
      return false;
    }
  }
}
