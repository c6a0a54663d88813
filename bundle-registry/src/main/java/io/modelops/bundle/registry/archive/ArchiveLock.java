package io.modelops.bundle.registry.archive;

import io.modelops.bundle.registry.local.LayoutLock;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets one writer at a time replace an archive. The lock is a file beside it that its holder
 * deletes; what a killed one left is used by the next.
 */
final class ArchiveLock implements Closeable {
  private final LayoutLock lock;
  private final Path file;

  private ArchiveLock(LayoutLock lock, Path file) {
    this.lock = lock;
    this.file = file;
  }

  /** Waits for the lock until the deadline of the options. */
  static ArchiveLock acquire(Path archive, Settings settings) throws IOException {
    Path file = archive.resolveSibling("." + archive.getFileName() + ".lock");
    LayoutLock lock = LayoutLock.acquire(file, settings);
    while (!lock.isNamed()) {
      lock.close();
      lock = LayoutLock.acquire(file, settings);
    }
    return new ArchiveLock(lock, file);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      Files.deleteIfExists(file);
    }
  }
}
