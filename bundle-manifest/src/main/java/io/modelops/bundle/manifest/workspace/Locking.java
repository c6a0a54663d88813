package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.spi.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Lets one writer at a time change a state directory. */
@FunctionalInterface
interface Locking {
  /** For tests: a file system whose locks do nothing. */
  Locking NONE = (directory, patience, operation) -> () -> {};

  /**
   * Waits for the lock.
   *
   * @throws io.modelops.bundle.error.WorkspaceException code {@code locked}, when patience is at
   *     its end
   */
  Closeable acquire(Path directory, Duration patience, Operation operation) throws IOException;
}
