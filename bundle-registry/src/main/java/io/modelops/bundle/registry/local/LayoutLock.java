package io.modelops.bundle.registry.local;

import io.modelops.bundle.internal.files.FileLocks;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Lets one writer at a time replace an index. It excludes other processes and, as the JVM refuses
 * to lock a file twice, other threads.
 *
 * <p>The lock is not enough. On POSIX, a waiting thread that gives up closes its handle and thereby
 * releases the owner's lock. Some network file systems have no locks. So the index is compared
 * again before it is replaced.
 */
public final class LayoutLock implements Closeable {
  private static final long PAUSE_MILLIS = 10;

  private final FileChannel channel;
  private final Path file;
  private final Optional<Object> key;

  private LayoutLock(FileChannel channel, Path file, Optional<Object> key) {
    this.channel = channel;
    this.file = file;
    this.key = key;
  }

  /** Waits for the lock until the deadline of the options. */
  public static LayoutLock acquire(Path file, Settings settings) throws IOException {
    long end = System.nanoTime() + settings.options().deadline().toNanos();
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      Optional<Object> key = key(file);
      await(channel, end, settings.operation());
      return new LayoutLock(channel, file, key);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static void await(FileChannel channel, long end, Operation operation) throws IOException {
    try {
      while (!FileLocks.take(channel)) {
        operation.check();
        if (System.nanoTime() - end > 0) {
          throw new IOException("the image layout stays locked by another push");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw DurableFile.interrupted(e);
    }
  }

  /** What tells the file of this name from all others; empty if there is none. */
  private static Optional<Object> key(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return Optional.of(key == null ? file : key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the file that is locked still has its name: another one may have deleted it and a third
   * one made it again.
   */
  public boolean isNamed() throws IOException {
    return key.isPresent() && key.equals(key(file));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
