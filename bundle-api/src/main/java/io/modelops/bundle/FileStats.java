package io.modelops.bundle;

import io.modelops.bundle.spi.WorkspaceStore.KnownFile;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of files without reading them: one call for each. Where it keeps the
 * time of the last change of whatever kind, which no program can set, that is part of it.
 */
final class FileStats {
  /** File systems tell time in ticks of up to 10 ms; those that tell whole seconds, of 2 s. */
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long COARSE_TICK = TimeUnit.SECONDS.toNanos(3);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String UNIX = "unix:isRegularFile,size,lastModifiedTime,ctime,dev,ino";

  private final Path root;
  private final boolean unix;

  FileStats(Path root) {
    this.root = root;
    this.unix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /**
   * A file at one moment.
   *
   * @param changed the last change of content, in nanoseconds since 1970, as far as known
   * @param taken when this was looked up, in nanoseconds since 1970
   */
  record Stat(boolean regular, long size, long modified, long changed, String key, long taken) {
    boolean isThatOf(KnownFile file) {
      return size == file.size() && modified == file.modified() && key.equals(file.key());
    }

    /**
     * Whether a later change would be seen by the file system's clock; one within the same tick
     * would not.
     */
    boolean isSettled() {
      return changed < taken - (changed % SECOND == 0 ? COARSE_TICK : TICK);
    }

    KnownFile known(Digest digest) {
      return new KnownFile(size, modified, key, digest);
    }
  }

  /** Null if there is nothing. */
  @Nullable Stat of(String path) throws IOException {
    Instant now = Instant.now();
    long taken = now.getEpochSecond() * SECOND + now.getNano();
    try {
      return unix ? unixStat(path, taken) : basicStat(path, taken);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (FileSystemException e) {
      Path parent = root.resolve(path).getParent();
      if (parent != null && Files.exists(parent) && !Files.isDirectory(parent)) {
        return null; // a file is where the directory was
      }
      throw new WorkspaceException(
          "unreadable",
          List.of(path),
          "cannot look at " + BundlePath.quote(path) + ": " + e.getMessage(),
          "check permissions",
          e);
    }
  }

  private Stat unixStat(String path, long taken) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(root.resolve(path), UNIX, LinkOption.NOFOLLOW_LINKS);
    long changed = nanos((FileTime) get(found, "ctime"));
    return new Stat(
        (Boolean) get(found, "isRegularFile"),
        (Long) get(found, "size"),
        nanos((FileTime) get(found, "lastModifiedTime")),
        changed,
        get(found, "dev") + ":" + get(found, "ino") + ":" + changed,
        taken);
  }

  private static Object get(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private Stat basicStat(String path, long taken) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(
            root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long modified = nanos(found.lastModifiedTime());
    String key = String.valueOf(found.fileKey());
    return new Stat(found.isRegularFile(), found.size(), modified, modified, key, taken);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
