package io.modelops.bundle.cli;

import io.modelops.bundle.value.ProgressListener;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far an operation is: a bar on a terminal, now and then a line elsewhere. */
final class Progress implements ProgressListener {
  private static final int BAR = 30;
  private static final long FIRST_BAR = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long NEXT_BAR = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long NEXT_LINE = TimeUnit.SECONDS.toNanos(2);

  private final Console console;
  private final LongSupplier clock;
  private final boolean terminal;
  private long due;
  private long items;
  private long bytes;
  private long itemsDone;
  private long bytesDone;

  Progress(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
    this.terminal = console.surroundings().terminals().err();
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
    due = clock.getAsLong() + (terminal ? FIRST_BAR : NEXT_LINE);
  }

  @Override
  public synchronized void advanced(Phase phase, String item, long more) {
    bytesDone = Math.min(bytes, bytesDone + more);
    show(phase);
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
      console.passing(bar(phase));
    } else {
      console.message(verb(phase) + " " + percent() + "%, " + amount());
    }
  }

  private String bar(Phase phase) {
    int full = (int) (percent() * BAR / 100);
    return String.format(
        Locale.ROOT,
        "%-9s [%s%s] %3d%%  %s",
        verb(phase),
        "#".repeat(full),
        "-".repeat(BAR - full),
        percent(),
        amount());
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
      default -> "working";
    };
  }
}
