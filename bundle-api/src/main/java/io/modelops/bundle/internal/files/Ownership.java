package io.modelops.bundle.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whose files are. */
public final class Ownership {
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  private Ownership() {}

  /**
   * Whether a directory belongs to the user of this process or, if the system does not tell who
   * that is, to the owner of another directory.
   */
  public static boolean isOurs(Path directory, Path other) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.exists(THIS_PROCESS)) {
      Object own = Files.getAttribute(THIS_PROCESS, "unix:uid");
      return own.equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }
    return !directory.getFileSystem().supportedFileAttributeViews().contains("owner")
        || Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(other));
  }
}
