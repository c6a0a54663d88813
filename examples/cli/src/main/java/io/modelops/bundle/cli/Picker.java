package io.modelops.bundle.cli;

import io.modelops.bundle.value.Model;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Lets somebody choose models. */
interface Picker {
  /**
   * Asks until the choice is accepted.
   *
   * @throws CancellationException if it is not
   */
  List<Model> pick(Choice choice);

  /** Keys on a terminal, numbers elsewhere. */
  static Picker on(Console console) {
    Terminals terminals = console.surroundings().terminals();
    return terminals.in() && terminals.err() && terminals.cursor()
        ? new KeyPicker(console)
        : new NumberPicker(console);
  }
}
