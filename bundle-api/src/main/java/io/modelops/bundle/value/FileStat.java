package io.modelops.bundle.value;

import java.io.Serializable;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
public record FileStat(Kind kind, long size, long modified, long changed, long inode)
    implements Serializable {
  /** File systems tell time in ticks of up to 10 ms; those that tell whole seconds, of 2 s. */
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long COARSE_TICK = TimeUnit.SECONDS.toNanos(3);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

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

  /** As that of any record, but made when compiled: the JVM takes 8 ms of a start to make it. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileStat that
        && kind == that.kind
        && size == that.size
        && modified == that.modified
        && changed == that.changed
        && inode == that.inode;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(changed) * 31 + Long.hashCode(inode);
  }
}
