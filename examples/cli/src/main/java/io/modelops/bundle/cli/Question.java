package io.modelops.bundle.cli;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Asks whether something is to be done. Only a yes is one. */
final class Question {
  private static final int PATIENCE_MILLIS = 1000;
  private static final Set<String> YES = Set.of("y", "yes");

  private final Console console;

  Question(Console console) {
    this.console = console;
  }

  /** Whether there is somebody to answer. */
  boolean canAsk() {
    Terminals terminals = console.surroundings().terminals();
    return terminals.in() && terminals.err();
  }

  /**
   * Waits for the answer.
   *
   * @throws CancellationException if it is not yes
   */
  void ask(String text) {
    console.raw(text + " [y/N] ");
    if (!YES.contains(answer().strip().toLowerCase(Locale.ROOT))) {
      throw new CancellationException("not wanted");
    }
  }

  private String answer() {
    Surroundings surroundings = console.surroundings();
    Keys keys = new Keys(surroundings.in(), surroundings.charset());
    StringBuilder line = new StringBuilder();
    int key = keys.next(PATIENCE_MILLIS);
    while (key != '\n' && key != '\r') {
      if (key == Keys.GONE) { // also Ctrl-D
        console.raw("\n");
        return "";
      }
      if (key >= ' ') {
        line.appendCodePoint(key);
      }
      key = keys.next(PATIENCE_MILLIS);
    }
    return line.toString();
  }
}
