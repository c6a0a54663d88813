package io.modelops.bundle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output takes no more. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  OutputException(IOException cause) {
    super("cannot write the output: " + cause.getMessage(), cause);
  }

  /** Whether who read it has left, which is all that goes wrong with a pipe. */
  boolean readerLeft() {
    try {
      int kind = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
