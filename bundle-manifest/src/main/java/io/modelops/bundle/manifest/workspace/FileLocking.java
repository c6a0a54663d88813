package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.FileLocks;
import io.modelops.bundle.spi.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A lock on the file {@code lock}. The file is never deleted and contains the process id of its
 * last owner. The JVM refuses to lock a file twice, so threads and class loaders wait for one
 * another as processes do.
 *
 * <p>The lock only avoids conflicts; {@link Generations} resolves them. On POSIX, a thread that
 * gives up waiting closes the file and thereby releases the owner's lock. Some network file systems
 * have no locks.
 */
final class FileLocking implements Locking {
  private static final int MAX_PAUSE_MILLIS = 8;

  @Override
  public Closeable acquire(Path directory, Duration maxWait, Operation operation)
      throws IOException {
    long end = System.nanoTime() + maxWait.toNanos();
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      while (!FileLocks.take(channel)) {
        operation.check();
        if (System.nanoTime() - end > 0) {
          throw stillLocked(channel, maxWait);
        }
        Thread.sleep(1 + ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
      }
      sign(channel);
      return channel;
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the workspace's lock");
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static void sign(FileChannel channel) throws IOException {
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.truncate(pid.length());
  }

  private static WorkspaceException stillLocked(FileChannel channel, Duration maxWait)
      throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    String owner =
        new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII)
            .replaceAll("[^0-9]", "");
    return new WorkspaceException(
        ErrorCode.LOCKED,
        List.of(FileWorkspaceStore.DIRECTORY + "/lock"),
        "the workspace stays locked by process " + owner + " for " + maxWait.toSeconds() + " s",
        "wait until that process is done, or end it",
        null);
  }
}
