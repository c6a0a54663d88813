package io.modelops.bundle.cli;

import io.modelops.bundle.value.ProgressListener;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far an operation is: a bar on a terminal, now and then a line elsewhere. */
final class Progress implements ProgressListener {
  private static final int MAX_BAR = 30;
  private static final int MIN_BAR = 5;
  private static final int VERB = 9;
  private static final long FIRST_BAR = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long NEXT_BAR = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long NEXT_LINE = TimeUnit.SECONDS.toNanos(2);

  /** Before that, a rate says little. */
  private static final long FIRST_RATE = TimeUnit.SECONDS.toNanos(1);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private final Console console;
  private final LongSupplier clock;
  private final boolean terminal;
  private long begin;
  private long due;
  private String said = "";
  private long items;
  private long bytes;
  private long itemsDone;
  private long bytesDone;

  Progress(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
    Terminals terminals = console.surroundings().terminals();
    this.terminal = terminals.err() && terminals.cursor();
  }

  static ProgressListener on(Console console) {
    return console.quiet() ? ProgressListener.NONE : new Progress(console, System::nanoTime);
  }

  @Override
  public synchronized void started(Phase phase, long totalItems, long totalBytes) {
    items = totalItems;
    bytes = totalBytes;
    itemsDone = 0;
    bytesDone = 0;
    begin = clock.getAsLong();
    due = begin + (terminal ? FIRST_BAR : NEXT_LINE);
  }

  @Override
  public synchronized void advanced(Phase phase, String item, long more) {
    bytesDone = Math.min(bytes, bytesDone + more);
    show(phase);
  }

  /** Several transfers may wait for the same. */
  @Override
  public synchronized void waiting(String why) {
    if (!why.equals(said)) {
      said = why;
      console.message(Text.show(why));
    }
  }

  @Override
  public synchronized void restarted(Phase phase, String item, long again) {
    bytesDone = Math.max(0, bytesDone - again);
  }

  @Override
  public synchronized void finished(Phase phase, String item, Outcome outcome) {
    itemsDone++;
    show(phase);
  }

  @Override
  public synchronized void completed(Phase phase) {
    console.clear();
  }

  private void show(Phase phase) {
    long now = clock.getAsLong();
    if (items == 0 || now - due < 0) {
      return;
    }
    due = now + (terminal ? NEXT_BAR : NEXT_LINE);
    if (terminal) {
      console.passing(bar(phase, now - begin));
    } else {
      String more = pace(now - begin);
      console.message(
          verb(phase) + " " + percent() + "%, " + amount() + (more.isEmpty() ? "" : ", " + more));
    }
  }

  /** One line, of which the bar has what the rest leaves free: perhaps nothing. */
  private String bar(Phase phase, long elapsed) {
    String verb = Text.pad(verb(phase), VERB);
    String more = pace(elapsed);
    String rest = percent() + "%  " + amount() + (more.isEmpty() ? "" : "  " + more);
    int bar = Math.min(MAX_BAR, console.width() - verb.length() - rest.length() - 4);
    if (bar < MIN_BAR) {
      return Text.cut(verb + " " + rest, console.width());
    }
    int full = (int) (percent() * bar / 100);
    return verb + " [" + "#".repeat(full) + "-".repeat(bar - full) + "] " + rest;
  }

  /** How fast it goes, if it is about bytes, and when it will be done; empty at first. */
  private String pace(long elapsed) {
    long done = bytes > 0 ? bytesDone : itemsDone;
    long left = (bytes > 0 ? bytes : items) - done;
    if (elapsed < FIRST_RATE || done <= 0 || left <= 0) {
      return "";
    }
    double perNano = (double) done / elapsed;
    String time = time((long) Math.ceil(left / perNano / SECOND)) + " left";
    return bytes > 0 ? Text.size((long) (perNano * SECOND)) + "/s, " + time : time;
  }

  private static String time(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? seconds / MINUTE + " min"
        : seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
  }

  private long percent() {
    if (bytes > 0) {
      return 100 * bytesDone / bytes;
    }
    return 100 * Math.min(items, itemsDone) / items;
  }

  private String amount() {
    return bytes > 0
        ? Text.size(bytesDone) + " of " + Text.size(bytes)
        : Text.grouped(itemsDone) + " of " + Text.count(items, "file");
  }

  private static String verb(Phase phase) {
    return switch (phase) {
      case LIST -> "listing";
      case PARSE -> "reading";
      case RESOLVE -> "resolving";
      case HASH -> "hashing";
      case PUSH -> "pushing";
      case PULL -> "pulling";
      case COPY -> "copying";
      case VERIFY -> "verifying";
      default -> "working";
    };
  }
}
