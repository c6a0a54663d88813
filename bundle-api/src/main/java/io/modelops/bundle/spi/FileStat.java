package io.modelops.bundle.spi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file without reading it.
 *
 * @param size in bytes
 * @param modified the last modification, in nanoseconds since 1970; any program can set it
 * @param changed the last change of whatever kind, in nanoseconds since 1970, which no program can
 *     set; {@code modified} where the file system does not keep it
 * @param inode what tells the file from the others of its file system; 0 where there is no such
 *     number
 */
public record FileStat(Kind kind, long size, long modified, long changed, long inode) {
  /** File systems tell time in ticks of up to 10 ms; those that tell whole seconds, of 2 s. */
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long COARSE_TICK = TimeUnit.SECONDS.toNanos(3);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final String UNIX = "unix:mode,size,lastModifiedTime,ctime,ino";
  private static final int FORMAT = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;

  /** What is there. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A pipe, a socket, a device. */
    OTHER
  }

  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /**
   * Whether a change later than a moment would show here: one within the same tick of the file
   * system's clock as the last would not.
   *
   * @param moment at which, or before, this was asked for
   */
  public boolean isSettled(Instant moment) {
    long nanos = moment.getEpochSecond() * SECOND + moment.getNano();
    return changed < nanos - (changed % SECOND == 0 ? COARSE_TICK : TICK);
  }

  /**
   * Asks the file system, once; a symbolic link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if there is nothing
   */
  public static FileStat of(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? unix(Files.readAttributes(file, UNIX, LinkOption.NOFOLLOW_LINKS))
        : basic(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private static FileStat unix(Map<String, Object> found) {
    Kind kind =
        switch ((Integer) get(found, "mode") & FORMAT) {
          case REGULAR -> Kind.FILE;
          case DIRECTORY -> Kind.DIRECTORY;
          case LINK -> Kind.LINK;
          default -> Kind.OTHER;
        };
    return new FileStat(
        kind,
        (Long) get(found, "size"),
        nanos((FileTime) get(found, "lastModifiedTime")),
        nanos((FileTime) get(found, "ctime")),
        (Long) get(found, "ino"));
  }

  private static Object get(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private static FileStat basic(BasicFileAttributes found) {
    Kind kind = Kind.OTHER;
    if (found.isRegularFile()) {
      kind = Kind.FILE;
    } else if (found.isDirectory()) {
      kind = Kind.DIRECTORY;
    } else if (found.isSymbolicLink()) {
      kind = Kind.LINK;
    }
    long modified = nanos(found.lastModifiedTime());
    return new FileStat(kind, found.size(), modified, modified, 0);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
