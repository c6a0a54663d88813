package io.modelops.bundle.cli;

import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/** Asks by keys, on a terminal. What it draws goes to standard error, and is gone afterwards. */
final class KeyPicker implements Picker {
  private static final int ESCAPE = 27;
  private static final int INTERRUPT = 3;
  private static final int RUB_OUT = 127;
  private static final int UP = -10;
  private static final int DOWN = -11;
  private static final long SEQUENCE_MILLIS = 50;
  private static final int WIDTH = 80;
  private static final int HEIGHT = 24;

  private final Console console;
  private int drawn;

  KeyPicker(Console console) {
    this.console = console;
  }

  @Override
  public List<Model> pick(Choice choice) {
    if (choice.size() == 0) {
      return List.of();
    }
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .systemOutput(TerminalBuilder.SystemOutput.SysErr)
            .nativeSignals(false)
            .dumb(true)
            .build()) {
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        return new NumberPicker(console).pick(choice);
      }
      Attributes before = terminal.enterRawMode();
      Attributes raw = new Attributes(terminal.getAttributes());
      raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C comes as a key
      terminal.setAttributes(raw);
      try {
        return pick(choice, terminal);
      } finally {
        erase(terminal.writer());
        terminal.setAttributes(before);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Model> pick(Choice choice, Terminal terminal) throws IOException {
    KeyScreen screen = new KeyScreen(choice, console.messageStyle());
    while (true) {
      draw(screen, terminal);
      int key = key(terminal.reader());
      if (key == INTERRUPT || (key < 0 && key != UP && key != DOWN)) {
        throw new CancellationException("nothing chosen");
      }
      if (screen.searching()) {
        search(screen, key);
      } else if (key == '\r' || key == '\n') {
        return choice.chosen();
      } else if (key == 'q' || key == ESCAPE) {
        throw new CancellationException("nothing chosen");
      } else {
        obey(screen, key);
      }
    }
  }

  private static void obey(KeyScreen screen, int key) {
    switch (key) {
      case UP, 'k' -> screen.move(-1);
      case DOWN, 'j' -> screen.move(1);
      case ' ' -> screen.toggle();
      case 'a' -> screen.toggleAll();
      case '/' -> screen.startSearch();
      default -> {
        // no key of this screen
      }
    }
  }

  private static void search(KeyScreen screen, int key) {
    switch (key) {
      case UP -> screen.move(-1);
      case DOWN -> screen.move(1);
      case '\r', '\n' -> screen.endSearch(true);
      case ESCAPE -> screen.endSearch(false);
      case RUB_OUT, '\b' -> screen.rubOut();
      default -> {
        if (key >= ' ') {
          screen.type(key);
        }
      }
    }
  }

  /** A character, {@link #UP}, {@link #DOWN}; another negative number at the end of input. */
  private static int key(NonBlockingReader keys) throws IOException {
    int key = keys.read();
    if (key != ESCAPE) {
      return key;
    }
    int next = keys.read(SEQUENCE_MILLIS);
    if (next != '[' && next != 'O') {
      return ESCAPE;
    }
    return switch (keys.read(SEQUENCE_MILLIS)) {
      case 'A' -> UP;
      case 'B' -> DOWN;
      default -> 0;
    };
  }

  private void draw(KeyScreen screen, Terminal terminal) {
    Size size = terminal.getSize();
    int width = size.getColumns() > 0 ? size.getColumns() : WIDTH;
    int height = size.getRows() > 0 ? size.getRows() : HEIGHT;
    PrintWriter out = terminal.writer();
    erase(out);
    List<String> lines = screen.lines(width, height);
    lines.forEach(line -> out.print(line + "\r\n"));
    drawn = lines.size();
    out.flush();
  }

  private void erase(PrintWriter out) {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\r\u001b[J");
      out.flush();
    }
    drawn = 0;
  }
}
