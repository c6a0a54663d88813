package io.modelops.bundle.registry.http;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged, at every level, until it is closed. */
final class RecordedLog extends Handler {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");

  static RecordedLog start() {
    RecordedLog log = new RecordedLog();
    log.root.setLevel(Level.ALL);
    log.root.addHandler(log);
    return log;
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(entry.getMessage() + Arrays.toString(entry.getParameters()) + entry.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(Level.INFO);
  }
}
