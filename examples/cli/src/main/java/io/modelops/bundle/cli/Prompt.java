package io.modelops.bundle.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines that somebody types on a terminal when asked. */
final class Prompt {
  private static final int PATIENCE_MILLIS = 1000;

  private final Console console;
  private @Nullable Keys keys;

  Prompt(Console console) {
    this.console = console;
  }

  /** Whether there is somebody to answer. */
  boolean canAsk() {
    Terminals terminals = console.surroundings().terminals();
    return terminals.in() && terminals.err();
  }

  /** What is typed; null if that is the end of input, or the terminal is gone. */
  @Nullable String line(String text) {
    console.raw(text);
    Surroundings surroundings = console.surroundings();
    Keys typed = keys == null ? new Keys(surroundings.in(), surroundings.charset()) : keys;
    keys = typed; // which may have read ahead
    StringBuilder line = new StringBuilder();
    int key = typed.next(PATIENCE_MILLIS);
    while (key != '\n' && key != '\r') {
      if (key == Keys.GONE) { // also Ctrl-D
        console.raw("\n");
        return null;
      }
      if (key >= ' ') {
        line.appendCodePoint(key);
      }
      key = typed.next(PATIENCE_MILLIS);
    }
    return line.toString();
  }

  /**
   * The same, not shown while it is typed.
   *
   * @throws IOException if the terminal cannot be told not to show it
   */
  @Nullable String secret(String text) throws IOException {
    KeyTerminal silent = KeyTerminal.silent(console);
    try {
      String line = line(text);
      console.raw("\n");
      return line;
    } finally {
      silent.close();
    }
  }
}
