package io.modelops.bundle.cli;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Asks whether something is to be done. Only a yes is one. */
final class Question {
  private static final Set<String> YES = Set.of("y", "yes");

  private final Prompt prompt;

  Question(Console console) {
    this.prompt = new Prompt(console);
  }

  /** Whether there is somebody to answer. */
  boolean canAsk() {
    return prompt.canAsk();
  }

  /**
   * Waits for the answer.
   *
   * @throws CancellationException if it is not yes
   */
  void ask(String text) {
    String answer = prompt.line(text + " [y/N] ");
    if (answer == null || !YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
      throw new CancellationException("not wanted");
    }
  }
}
