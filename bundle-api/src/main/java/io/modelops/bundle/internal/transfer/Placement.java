package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.DirectoryUpdate;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.PullChanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives fetched files their places, each as a whole, once all of them have been fetched. */
final class Placement {
  private final Path root;
  private final Comparison compared;
  private final ContentDirectory contents;
  private final Operation operation;

  Placement(Path root, Comparison compared, ContentDirectory contents, Operation operation) {
    this.root = root;
    this.compared = compared;
    this.contents = contents;
    this.operation = operation;
  }

  /**
   * Deletes and places files. Before the first change the caller may still stop the work; from then
   * on it goes on to the end, which is near.
   *
   * @param changes as compared
   * @param files what is placed, which has been fetched, in this order
   * @param backup for copies of what is overwritten; null if nothing is
   */
  void run(PullChanges changes, Map<String, FileEntry> files, @Nullable Path backup)
      throws IOException {
    files.keySet().forEach(this::requireUnchanged);
    changes.deleted().forEach(this::requireUnchanged);
    try (DirectoryUpdate update = new DirectoryUpdate(root, contents.directory())) {
      for (String path : changes.conflicts().keySet()) {
        operation.check();
        if (backup != null && files.containsKey(path) && compared.stat(path) != null) {
          copy(path, update, backup.resolve(path));
        }
      }
      operation.check();
      delete(changes, files.keySet(), update);
      place(files, update);
      update.force();
    }
  }

  private void delete(PullChanges changes, Set<String> placed, DirectoryUpdate update)
      throws IOException {
    Map<String, String> stay = new HashMap<>();
    if (!changes.deleted().isEmpty()) {
      Stream.concat(placed.stream(), changes.same().stream())
          .forEach(path -> stay.put(BundlePath.folded(path), path));
    }
    for (String path : changes.deleted()) {
      if (!isAnotherSpelling(path, stay)) {
        requireUnchanged(path);
        update.delete(path);
      }
    }
  }

  private void place(Map<String, FileEntry> files, DirectoryUpdate update) throws IOException {
    Map<String, Integer> uses = new HashMap<>();
    files.values().forEach(file -> uses.merge(file.digest().hex(), 1, Integer::sum));
    for (Map.Entry<String, FileEntry> file : files.entrySet()) {
      requireUnchanged(file.getKey());
      Path content = contents.file(file.getValue().digest());
      boolean last = uses.merge(file.getValue().digest().hex(), -1, Integer::sum) == 0;
      if (last) {
        update.replace(content, file.getKey());
      } else {
        update.copy(content, file.getKey());
      }
    }
  }

  private static void copy(String path, DirectoryUpdate update, Path copy) throws IOException {
    Path directory = Objects.requireNonNull(copy.getParent());
    Files.createDirectories(directory);
    try (InputStream in = update.open(path);
        TemporaryFile file = TemporaryFile.in(directory)) {
      file.fill(in);
      file.moveTo(copy);
    }
  }

  /** On file systems that ignore case, a file that changes its name in case only is one file. */
  private boolean isAnotherSpelling(String path, Map<String, String> stay) throws IOException {
    String other = stay.get(BundlePath.folded(path));
    return other != null
        && Files.exists(root.resolve(other))
        && Files.isSameFile(root.resolve(other), root.resolve(path));
  }

  /** Somebody may have written to a file since it was compared. */
  private void requireUnchanged(String path) {
    FileStat before = compared.stat(path);
    boolean cleared = before != null && !before.isFile(); // of a directory, what is in it
    if (!cleared && !Objects.equals(before, LocalFile.of(root, path).stat())) {
      throw new WorkspaceException(
          ErrorCode.FILE_CHANGED,
          List.of(path),
          BundlePath.quote(path) + " changed while the bundle was fetched",
          "pull again once nothing writes to it",
          null);
    }
  }
}
