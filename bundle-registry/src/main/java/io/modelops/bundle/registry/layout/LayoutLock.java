package io.modelops.bundle.registry.layout;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one writer at a time replace an index, among processes and among the threads of this one,
 * where the JVM refuses to lock a file twice. The lock file stays. A waiting thread that gives up
 * closes its handle, which on POSIX ends the holder's lock too, and some network file systems know
 * no locks; so the index is compared before it is replaced in any case.
 */
final class LayoutLock implements Closeable {
  private static final long PAUSE_MILLIS = 10;

  private final FileChannel channel;

  private LayoutLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, as long as a manifest may take. */
  static LayoutLock acquire(Path file, Settings settings) throws IOException {
    long end = System.nanoTime() + settings.options().deadline().toNanos();
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      await(channel, end, settings.operation());
      return new LayoutLock(channel);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static void await(FileChannel channel, long end, Operation operation) throws IOException {
    try {
      while (!locked(channel)) {
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

  private static boolean locked(FileChannel channel) throws ClosedByInterruptException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return true; // a file system without locks
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
