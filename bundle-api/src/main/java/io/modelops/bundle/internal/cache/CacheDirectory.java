package io.modelops.bundle.internal.cache;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.UserDirectories;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.Ownership;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where the parts of a cache are.
 *
 * @param root absolute
 */
record CacheDirectory(Path root) {
  private static final int GROUP_WRITES = 0020;
  private static final int PERMISSIONS = 07777;
  private static final String MODE = "unix:mode";

  /** The one that is written: what the options name, or the user's. It need not be there. */
  static CacheDirectory of(Environment environment, CacheOptions options) throws IOException {
    Path given = options.directory().map(Path::of).orElse(null);
    if (given != null) {
      return new CacheDirectory(given);
    }
    Path caches =
        UserDirectories.caches(environment)
            .orElseThrow(
                () ->
                    failure(
                        ErrorCode.NO_CACHE,
                        "nothing says where the cache is: there is no home directory",
                        "name a directory for it, or set XDG_CACHE_HOME"));
    Path root = caches.resolve(UserDirectories.PROGRAM).resolve("content");
    if (Files.exists(root) && !Ownership.isOurs(root, caches)) {
      throw failure(
          ErrorCode.CACHE_FAILED,
          "the cache in " + root + " belongs to another user",
          "name another directory for it; one that is named may belong to anybody");
    }
    return new CacheDirectory(root);
  }

  static List<CacheDirectory> lower(CacheOptions options) {
    return options.lower().stream().map(each -> new CacheDirectory(Path.of(each))).toList();
  }

  private static WorkspaceException failure(ErrorCode code, String message, String hint) {
    return new WorkspaceException(code, List.of(), message, hint, null);
  }

  /** Says that the cache cannot be read or written. */
  WorkspaceException failed(IOException e) {
    return new WorkspaceException(
        ErrorCode.CACHE_FAILED,
        List.of(root.toString()),
        "the cache in " + root + ": " + FileFailure.describe(e),
        "check its permissions and the space on its disk",
        e);
  }

  Path blobs() {
    return root.resolve("blobs");
  }

  Path blob(Digest digest) {
    return blobs()
        .resolve(digest.algorithm())
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex());
  }

  /** What has not got its name yet. */
  Path ingest() {
    return root.resolve("ingest");
  }

  Path refs() {
    return root.resolve("refs");
  }

  Path leases() {
    return root.resolve("leases");
  }

  /** Damaged content, each a file, and a directory of each collection that is under way. */
  Path trash() {
    return root.resolve("trash");
  }

  /** Whether the members of a group write to it. */
  boolean isShared() throws IOException {
    return root.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.isDirectory(root)
        && (mode(root) & GROUP_WRITES) != 0;
  }

  /**
   * Makes a directory of the cache and those above it. Where a group shares the cache, it may write
   * to all of them, whatever the umask.
   */
  Path make(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return directory;
    }
    if (directory.equals(root)) {
      return Files.createDirectories(root);
    }
    Path above = make(Objects.requireNonNull(directory.getParent()));
    try {
      Files.createDirectory(directory);
      if (isShared()) {
        Files.setAttribute(directory, MODE, mode(above) & PERMISSIONS);
      }
    } catch (FileAlreadyExistsException e) {
      // another process was faster
    }
    return directory;
  }

  static int mode(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, MODE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Lets the group read a file, and write it if it may be changed, where it shares the cache. */
  void permit(Path file, Change change) throws IOException {
    if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int group = isShared() ? change == Change.NEVER ? 0040 : 0060 : 0;
    int mode = (mode(file) | group) & PERMISSIONS;
    Files.setAttribute(file, MODE, change == Change.NEVER ? mode & ~0222 : mode);
  }

  /** Whether a file is ever written again. */
  enum Change {
    NEVER,
    LATER
  }
}
