package io.modelops.bundle.cli;

import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Asks by keys, on a screen of its own, which is gone afterwards. */
final class KeyPicker implements Picker {
  /** When nothing is typed, the screen is drawn anew in case it has another size. */
  private static final long REDRAW_MILLIS = 1000;

  private final Console console;

  KeyPicker(Console console) {
    this.console = console;
  }

  @Override
  public List<Model> pick(Choice choice) {
    if (choice.size() == 0) {
      return List.of();
    }
    try (KeyTerminal terminal = KeyTerminal.open(console)) {
      return pick(choice, terminal);
    } catch (IOException e) { // no stty
      return new NumberPicker(console).pick(choice);
    }
  }

  private List<Model> pick(Choice choice, KeyTerminal terminal) {
    Surroundings surroundings = console.surroundings();
    Keys keys = new Keys(surroundings.in(), surroundings.charset());
    KeyScreen screen = new KeyScreen(choice, console.messageStyle());
    boolean accepted = false;
    while (!accepted) {
      KeyTerminal.Size size = terminal.size();
      terminal.draw(screen.lines(size.columns(), size.rows()));
      int key = keys.next(REDRAW_MILLIS);
      switch (key) {
        case Keys.NONE, Keys.UNKNOWN -> {}
        case Keys.GONE -> throw new SignalException(Status.HUNG_UP.code());
        case Keys.INTERRUPT, Keys.END_OF_INPUT -> throw left();
        case Keys.UP -> screen.move(-1);
        case Keys.DOWN -> screen.move(1);
        case Keys.PAGE_UP -> screen.movePages(-1);
        case Keys.PAGE_DOWN -> screen.movePages(1);
        case Keys.HOME -> screen.move(-choice.size());
        case Keys.END -> screen.move(choice.size());
        default -> accepted = screen.searching() ? search(screen, key) : obey(screen, key);
      }
    }
    return choice.chosen();
  }

  private static CancellationException left() {
    return new CancellationException("nothing chosen");
  }

  /** Whether the choice is accepted. */
  private static boolean obey(KeyScreen screen, int key) {
    switch (key) {
      case '\r', '\n' -> {
        return true;
      }
      case 'q' -> throw left();
      case Keys.ESCAPE -> {
        if (!screen.clearSearch()) {
          throw left();
        }
      }
      case 'k' -> screen.move(-1);
      case 'j' -> screen.move(1);
      case ' ' -> screen.toggle();
      case 'a' -> screen.toggleAll();
      case '/' -> screen.startSearch();
      default -> {
        // no key of this screen
      }
    }
    return false;
  }

  /** A search accepts no choice. */
  private static boolean search(KeyScreen screen, int key) {
    switch (key) {
      case '\r', '\n' -> screen.endSearch();
      case Keys.ESCAPE -> screen.clearSearch();
      case Keys.RUB_OUT, '\b' -> screen.rubOut();
      default -> {
        if (key >= ' ') {
          screen.type(key);
        }
      }
    }
    return false;
  }
}
