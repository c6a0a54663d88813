package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code crane registry serve}. Without the program the calling test is skipped, or fails where
 * {@code CI} is set: {@link Programs#require}.
 */
public final class CraneRegistry extends ServerProcess {
  private CraneRegistry(int port, Path log) throws IOException {
    super(port, log, "crane", "registry", "serve", "--address", "127.0.0.1:" + port);
  }

  /**
   * Starts it.
   *
   * @param directory gets the blobs and the log
   */
  public static CraneRegistry start(Path directory) throws IOException, InterruptedException {
    Programs.require("crane");
    CraneRegistry registry = new CraneRegistry(freePort(), directory.resolve("log"));
    registry.awaitReady();
    return registry;
  }
}
