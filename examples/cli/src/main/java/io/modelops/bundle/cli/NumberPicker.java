package io.modelops.bundle.cli;

import io.modelops.bundle.value.Model;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Asks by numbers, line by line, where there is no terminal. */
final class NumberPicker implements Picker {
  private final Console console;

  NumberPicker(Console console) {
    this.console = console;
  }

  @Override
  public List<Model> pick(Choice choice) {
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(console.surroundings().in(), console.surroundings().charset()));
    while (choice.size() > 0) {
      list(choice);
      console.raw("Numbers to toggle, a for all, empty line to accept, q to leave: ");
      String answer = read(answers);
      console.raw("\n");
      if (answer == null || answer.equals("q")) {
        throw new CancellationException("nothing chosen");
      }
      if (answer.isEmpty()) {
        break;
      }
      obey(choice, answer);
    }
    return choice.chosen();
  }

  private static @Nullable String read(BufferedReader answers) {
    try {
      String line = answers.readLine();
      return line == null ? null : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void list(Choice choice) {
    for (int i = 0; i < choice.size(); i++) {
      String heading = choice.heading(i, i - 1);
      if (!heading.isEmpty()) {
        console.urgent("rule " + Text.show(heading) + ":");
      }
      String mark = choice.isChosen(i) ? "[x]" : "[ ]";
      console.urgent(
          String.format(Locale.ROOT, "%3d %s %s", i + 1, mark, Text.show(choice.model(i).id())));
    }
  }

  private void obey(Choice choice, String answer) {
    if (answer.equals("a")) {
      choice.toggleAll(choice.matching(""));
      return;
    }
    for (String word : answer.split("[\\s,]+", -1)) {
      int number = word.matches("[0-9]{1,6}") ? Integer.parseInt(word) : 0;
      if (number < 1 || number > choice.size()) {
        console.urgent("not a number from 1 to " + choice.size() + ": " + Text.show(word));
      } else {
        choice.toggle(number - 1);
      }
    }
  }
}
