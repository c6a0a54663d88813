package io.modelops.bundle.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A terminal that is lent: to a screen of its own, without echo and line editing, where Ctrl-C is a
 * key; or to a line that is not shown. Its settings are taken back at the end, also if a signal
 * ends the process.
 */
final class KeyTerminal implements AutoCloseable {
  private static final String[] KEYS = {
    "-icanon", "-echo", "-isig", "-iexten", "-ixon", "min", "1", "time", "0"
  };

  private static final String[] SILENT = {"-echo"};

  /** Another screen, without a cursor, and back. */
  private static final String ENTER = "\u001b[?1049h\u001b[?25l";

  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

  /** 128 and more: a signal. */
  private static final int SIGNALLED = 128;

  private static final int MAX_TRIES = 3;
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final Console console;
  private final String settings;
  private final Thread hook = new Thread(this::giveBack, "terminal");
  private boolean entered;
  private boolean over;

  private KeyTerminal(Console console, String settings) {
    this.console = console;
    this.settings = settings;
  }

  /**
   * Takes the terminal of standard input.
   *
   * @throws IOException if there is no stty, by which it is done
   */
  static KeyTerminal open(Console console) throws IOException {
    return open(console, true, KEYS);
  }

  /**
   * Takes the terminal of standard input, so that it does not show what is typed. Lines are edited
   * as usual, and Ctrl-C is a signal.
   *
   * @throws IOException if there is no stty, by which it is done
   */
  static KeyTerminal silent(Console console) throws IOException {
    return open(console, false, SILENT);
  }

  private static KeyTerminal open(Console console, boolean screen, String... changes)
      throws IOException {
    KeyTerminal terminal = new KeyTerminal(console, stty("-g"));
    try {
      Runtime.getRuntime().addShutdownHook(terminal.hook);
    } catch (IllegalStateException e) {
      throw new CancellationException("the process ends");
    }
    try {
      terminal.take(screen, changes);
      return terminal;
    } catch (IOException | RuntimeException e) {
      terminal.close();
      throw e;
    }
  }

  private synchronized void take(boolean screen, String... changes) throws IOException {
    if (over) {
      throw new CancellationException("the process ends");
    }
    stty(changes);
    if (screen) {
      console.raw(ENTER);
      entered = true;
    }
  }

  /** Replaces the screen. */
  synchronized void draw(List<String> lines) {
    if (!over) {
      StringBuilder screen = new StringBuilder("\u001b[H");
      lines.forEach(line -> screen.append(line).append("\u001b[K\n"));
      console.raw(screen.append("\u001b[J").toString());
    }
  }

  /** Rows and columns. */
  record Size(int rows, int columns) {}

  Size size() {
    try {
      String[] words = stty("size").split(" ", -1);
      int rows = Integer.parseInt(words[0]);
      int columns = Integer.parseInt(words[1]);
      return new Size(rows > 0 ? rows : ROWS, columns > 0 ? columns : COLUMNS);
    } catch (IOException e) {
      return new Size(ROWS, COLUMNS); // it is gone, as the next key will tell
    }
  }

  private synchronized void giveBack() {
    if (over) {
      return;
    }
    over = true;
    if (entered) {
      console.raw(LEAVE);
    }
    for (int tries = 0; tries < MAX_TRIES && !restore(); tries++) {
      // a signal that ended stty is meant for this process, which is ending
    }
  }

  /** Whether nothing more can be done about it. */
  private boolean restore() {
    try {
      stty(settings);
      return true;
    } catch (SignalException e) {
      return false;
    } catch (IOException e) {
      return true; // the terminal is gone
    }
  }

  @Override
  public void close() {
    giveBack();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process ends
    }
  }

  /**
   * Runs stty to its end, whatever happens meanwhile.
   *
   * @throws SignalException if a signal ended it: Ctrl-C reaches all processes of the terminal
   */
  private static String stty(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD)
            .start();
    byte[] answer = process.getInputStream().readAllBytes();
    int status = process.onExit().join().exitValue();
    if (status > SIGNALLED) {
      throw new SignalException(status);
    }
    if (status != 0) {
      throw new IOException("stty ended with " + status);
    }
    return new String(answer, StandardCharsets.US_ASCII).strip();
  }
}
