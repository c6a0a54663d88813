package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.ManifestContent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a bundle is pulled into, which need not be there.
 *
 * @param store has a directory in it, where a pull keeps what it needs
 * @param synced what was last pushed or pulled; null before the first time
 */
public record PullTarget(Project project, WorkspaceStore store, @Nullable ManifestContent synced) {
  /** One of which nothing is known. */
  public static PullTarget fresh(Project project) {
    WorkspaceStore store = project.providers().one(WorkspaceStore.class, "bundle-manifest");
    return new PullTarget(project, store, null);
  }

  /** Makes the directory, and that of the store in it, if they are not there. */
  void prepare() throws IOException {
    Files.createDirectories(project.root());
    Path unused = store.scratch(project.root());
  }

  /** Removes the store's directory if this is no workspace, and nothing is kept in it. */
  void leave() throws IOException {
    if (!store.exists(project.root()) && !Files.exists(mark())) {
      Files.deleteIfExists(lock());
      Files.deleteIfExists(state());
    }
  }

  private Path state() {
    return project.root().resolve(store.directoryName());
  }

  /** Held by the one pull that may run at a time. */
  Path lock() {
    return state().resolve("pull-lock");
  }

  /** What a pull has fetched and not yet placed. */
  Path staging() {
    return state().resolve("pull");
  }

  /** The manifest document of a pull that places files, or of one that did not come to its end. */
  Path begun() {
    return staging().resolve("begun");
  }

  /** Says what was ensured here, once all of it is. */
  Path mark() {
    return state().resolve("ensured");
  }

  /** The mark of before, while files are placed. */
  Path formerMark() {
    return staging().resolve("ensured");
  }

  /** From now on, the directory is not what was ensured here. */
  void unmark() throws IOException {
    if (Files.exists(mark())) {
      Files.move(mark(), formerMark(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Makes a directory for copies of what a pull overwrites. */
  Path freshBackup() throws IOException {
    Path all = Files.createDirectories(state().resolve("backup"));
    for (int number = 1; ; number++) {
      try {
        return Files.createDirectory(all.resolve(String.valueOf(number)));
      } catch (FileAlreadyExistsException e) {
        // of an earlier pull
      }
    }
  }
}
