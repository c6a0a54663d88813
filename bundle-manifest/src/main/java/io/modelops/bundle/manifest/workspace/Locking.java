package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.spi.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Lets one writer at a time change a state directory. */
@FunctionalInterface
interface Locking {
  /**
   * Waits for the lock.
   *
   * @throws io.modelops.bundle.error.WorkspaceException with the code {@code locked} after {@code
   *     maxWait}
   */
  Closeable acquire(Path directory, Duration maxWait, Operation operation) throws IOException;
}
