package io.modelops.bundle.internal.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks on whole files, which end with their channel. */
public final class FileLocks {
  private FileLocks() {}

  /**
   * Tries to lock a file. On a file system without locks everybody succeeds.
   *
   * @return whether nobody else holds it, of other processes and of this one
   * @throws ClosedByInterruptException if the thread is interrupted
   */
  public static boolean take(FileChannel channel) throws ClosedByInterruptException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return true; // the file system has no locks
    }
  }
}
