package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.call.UserDirectories;
import io.modelops.bundle.internal.files.CheckedFile;
import io.modelops.bundle.internal.files.Ownership;
import io.modelops.bundle.spi.WorkspaceStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of one thing that is kept of a project: in the cache of its workspace or, where there
 * is none, in the user's cache directory.
 */
interface CacheStore {
  /** What was last kept, unharmed; null if nothing is. Never fails. */
  @Nullable ByteBuffer read();

  /** Keeps something that can be had again. A failure is no one's loss. */
  void write(ByteBuffer content);

  /** Empty if there is no place. */
  static Optional<CacheStore> of(Project project, String name) {
    for (WorkspaceStore store : project.providers().all(WorkspaceStore.class)) {
      if (store.exists(project.root())) {
        return Optional.of(new OfWorkspace(store, project.root(), name));
      }
    }
    return UserDirectories.caches(project.call().environment())
        .map(directory -> OfUser.of(project.root(), directory, name));
  }

  /** In a workspace. */
  record OfWorkspace(WorkspaceStore store, Path root, String name) implements CacheStore {
    @Override
    public @Nullable ByteBuffer read() {
      return store.readCache(root, name);
    }

    @Override
    public void write(ByteBuffer content) {
      store.writeCache(root, name, content);
    }
  }

  /** In a directory of the user's, that nobody else can read or write. */
  record OfUser(Path root, Path directory, String name) implements CacheStore {
    static OfUser of(Path root, Path caches, String name) {
      Fingerprint path = Fingerprint.of(root.toString().getBytes(StandardCharsets.UTF_8));
      String project = Long.toHexString(path.checks());
      return new OfUser(
          root, caches.resolve(UserDirectories.PROGRAM).resolve("projects").resolve(project), name);
    }

    @Override
    public @Nullable ByteBuffer read() {
      try {
        return Ownership.isOurs(directory, root) ? CheckedFile.read(directory.resolve(name)) : null;
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    public void write(ByteBuffer content) {
      try {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own =
            posix
                ? new FileAttribute<?>[] {
                  PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(directory, own);
        if (Ownership.isOurs(directory, root)) {
          CheckedFile.write(directory.resolve(name), content);
        }
      } catch (IOException e) {
        // the next search is made again
      }
    }
  }
}
