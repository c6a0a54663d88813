package io.modelops.bundle.cli;

import java.util.List;
import java.util.Map;

/**
 * Which of the standard streams are terminals. Java 17 cannot tell; the launcher can.
 *
 * @param colour whether colours are wanted
 */
record Terminals(boolean in, boolean out, boolean err, boolean colour) {
  static final Terminals NONE = new Terminals(false, false, false, false);

  /**
   * @param names of the streams, such as {@code in,out,err}
   */
  static Terminals of(String names, Map<String, String> variables) {
    List<String> streams = List.of(names.split(","));
    boolean plain =
        !variables.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(variables.get("TERM"));
    return new Terminals(
        streams.contains("in"), streams.contains("out"), streams.contains("err"), !plain);
  }
}
