package io.modelops.bundle.cli;

import java.util.concurrent.CancellationException;

/** A signal to all processes of the terminal was noticed before it arrived here. */
final class SignalException extends CancellationException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status what a process has that it ended: 128 and its number
   */
  SignalException(int status) {
    super("ended by a signal");
    this.status = status;
  }

  int status() {
    return status;
  }
}
