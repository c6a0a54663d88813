package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.Ownership;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Opens the state directory, which must be a directory of this user. */
final class StateDirectory {
  private StateDirectory() {}

  /**
   * Opens the directory of a project.
   *
   * @throws WorkspaceException if there is none, if it is no directory, or if another user owns it
   */
  static Path open(Path root) throws IOException {
    Path directory = root.resolve(FileWorkspaceStore.DIRECTORY);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isDirectory()) {
        throw foreign("is no directory", "move it out of the way");
      }
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          ErrorCode.NOT_INITIALIZED,
          List.of(FileWorkspaceStore.DIRECTORY),
          root + " is no workspace: it has no " + FileWorkspaceStore.DIRECTORY,
          "initialize it: modelops-bundle init",
          e);
    }
    if (!Ownership.isOurs(directory, root)) {
      throw foreign(
          "belongs to another user, whose settings are not taken over",
          "run as that user, or give it to yourself with chown");
    }
    return directory;
  }

  static Path make(Path root) throws IOException {
    try {
      Files.createDirectory(root.resolve(FileWorkspaceStore.DIRECTORY));
      AtomicFile.force(root);
    } catch (FileAlreadyExistsException e) {
      // open checks what is there
    }
    return open(root);
  }

  private static WorkspaceException foreign(String fault, String hint) {
    return new WorkspaceException(
        ErrorCode.FOREIGN_STATE,
        List.of(FileWorkspaceStore.DIRECTORY),
        FileWorkspaceStore.DIRECTORY + " " + fault,
        hint,
        null);
  }
}
