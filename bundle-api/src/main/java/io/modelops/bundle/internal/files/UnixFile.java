package io.modelops.bundle.internal.files;

import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a Unix file system says of a file, asked for once, symbolic links not followed.
 *
 * <p>Java gives the change time and the inode only by name, in a map, which takes longer than the
 * system call. Where the JDK's own class is open to this one, they come from there, as in a JVM
 * started with {@code --add-opens=java.base/sun.nio.fs=ALL-UNNAMED}.
 */
final class UnixFile {
  private static final String CHANGED = "ctime";
  private static final String INODE = "ino";
  private static final String ALL = "unix:mode,size,lastModifiedTime," + CHANGED + "," + INODE;
  private static final int FORMAT = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;

  private static final @Nullable Opened OPENED = opened();

  private UnixFile() {}

  /** Whether a file is on such a file system of the JDK. A host's own may know other attributes. */
  static boolean is(Path file) {
    return file.getClass().getModule() == Object.class.getModule()
        && file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  static FileStat stat(Path file) throws IOException {
    if (OPENED != null) {
      PosixFileAttributes found = OPENED.read(file);
      return FileStats.of(found, OPENED.changed(found), OPENED.inode(found));
    }
    Map<String, Object> found = Files.readAttributes(file, ALL, LinkOption.NOFOLLOW_LINKS);
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
        nanos(get(found, "lastModifiedTime")),
        nanos(get(found, CHANGED)),
        (Long) get(found, INODE));
  }

  /**
   * Whether a file has a size and a time of the last change.
   *
   * @param changed in nanoseconds since 1970
   */
  static boolean has(Path file, long size, long changed) throws IOException {
    if (OPENED != null) {
      PosixFileAttributes found = OPENED.read(file);
      return found.size() == size && OPENED.changed(found) == changed;
    }
    Map<String, Object> found =
        Files.readAttributes(file, "unix:size," + CHANGED, LinkOption.NOFOLLOW_LINKS);
    return (Long) get(found, "size") == size && nanos(get(found, CHANGED)) == changed;
  }

  private static Object get(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }

  private static @Nullable Opened opened() {
    try {
      Class<?> attributes = Class.forName("sun.nio.fs.UnixFileAttributes");
      Method changed = attributes.getDeclaredMethod(CHANGED);
      Method inode = attributes.getDeclaredMethod(INODE);
      return changed.trySetAccessible() && inode.trySetAccessible()
          ? new Opened(changed, inode)
          : null;
    } catch (ReflectiveOperationException | SecurityException e) {
      return null; // not on this system, not in this JDK, or not for us
    }
  }

  /** The JDK's own attributes of a file, and what they do not tell in public. */
  private record Opened(Method changed, Method inode) {
    PosixFileAttributes read(Path file) throws IOException {
      return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    long changed(PosixFileAttributes found) throws IOException {
      return nanos(invoke(changed, found));
    }

    long inode(PosixFileAttributes found) throws IOException {
      return (Long) invoke(inode, found);
    }

    private static Object invoke(Method method, PosixFileAttributes found) throws IOException {
      try {
        return method.invoke(found);
      } catch (ReflectiveOperationException e) {
        throw new IOException(e);
      }
    }
  }
}
