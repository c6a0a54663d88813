package io.modelops.bundle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keys typed on a terminal: characters, or one of the negative numbers below.
 *
 * <p>A thread of its own reads them, as a read can neither be interrupted nor given a time. It
 * reads on demand, so what is typed afterwards is left to the shell.
 */
final class Keys {
  static final int INTERRUPT = 3;
  static final int END_OF_INPUT = 4;
  static final int ESCAPE = 27;
  static final int RUB_OUT = 127;

  /** The terminal is gone. */
  static final int GONE = -1;

  static final int NONE = -2;
  static final int UNKNOWN = -3;
  static final int UP = -4;
  static final int DOWN = -5;
  static final int PAGE_UP = -6;
  static final int PAGE_DOWN = -7;
  static final int HOME = -8;
  static final int END = -9;

  /** The rest of an escape sequence comes at once. */
  private static final long SEQUENCE_MILLIS = 50;

  private static final int MAX_SEQUENCE = 16;

  private final BlockingQueue<Integer> typed = new ArrayBlockingQueue<>(1);
  private final Semaphore wanted = new Semaphore(0);
  private boolean asked;

  Keys(InputStream in, Charset charset) {
    Reader characters = new InputStreamReader(in, charset);
    Thread reader = new Thread(() -> read(characters), "keys");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Reader characters) {
    try {
      int character;
      do {
        wanted.acquire();
        character = next(characters);
        typed.put(character);
      } while (character != GONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private static int next(Reader characters) {
    try {
      return characters.read();
    } catch (IOException e) {
      return GONE;
    }
  }

  /**
   * The next key, or {@link #NONE} if none is typed in time.
   *
   * @throws CancellationException if the thread is interrupted
   */
  int next(long millis) {
    int character = character(millis);
    if (character != ESCAPE) {
      return character;
    }
    int second = character(SEQUENCE_MILLIS);
    return second == '[' || second == 'O' ? sequence() : ESCAPE;
  }

  private int sequence() {
    StringBuilder parameters = new StringBuilder();
    int last = character(SEQUENCE_MILLIS);
    while ((Character.isDigit(last) || last == ';') && parameters.length() < MAX_SEQUENCE) {
      parameters.append((char) last);
      last = character(SEQUENCE_MILLIS);
    }
    return switch (last) {
      case 'A' -> UP;
      case 'B' -> DOWN;
      case 'H' -> HOME;
      case 'F' -> END;
      case '~' -> numbered(parameters.toString());
      default -> UNKNOWN;
    };
  }

  private static int numbered(String parameters) {
    return switch (parameters) {
      case "1", "7" -> HOME;
      case "4", "8" -> END;
      case "5" -> PAGE_UP;
      case "6" -> PAGE_DOWN;
      default -> UNKNOWN;
    };
  }

  private int character(long millis) {
    if (!asked) {
      wanted.release();
      asked = true;
    }
    @Nullable Integer character;
    try {
      character = typed.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the process ends");
    }
    if (character == null) {
      return NONE;
    }
    asked = false;
    return character;
  }
}
