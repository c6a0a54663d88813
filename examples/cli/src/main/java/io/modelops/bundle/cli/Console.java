package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Answers go to standard output, all else to standard error. Names that come from outside are given
 * through {@link Text#show}; what the terminal's encoding has no character for is escaped here.
 */
final class Console {
  private static final int WIDTH = 79;

  private final Surroundings surroundings;
  private final boolean json;
  private final boolean quiet;
  private boolean passing;

  Console(Surroundings surroundings, boolean json, boolean quiet) {
    this.surroundings = surroundings;
    this.json = json;
    this.quiet = quiet;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /** How answers are emphasised. */
  Style style() {
    Terminals terminals = surroundings.terminals();
    return terminals.out() && terminals.colour() ? Style.COLOURED : Style.PLAIN;
  }

  /** How messages are emphasised. */
  Style messageStyle() {
    Terminals terminals = surroundings.terminals();
    return terminals.err() && terminals.colour() ? Style.COLOURED : Style.PLAIN;
  }

  /** A line of the answer; nothing where the answer is a JSON document. */
  void line(String text) {
    if (!json) {
      clear();
      print(surroundings.out(), text + "\n");
    }
  }

  /** Text of the answer from a column on; on a terminal it is broken between words. */
  void text(int column, String text) {
    boolean narrow = surroundings.terminals().out();
    line(" ".repeat(column) + (narrow ? Text.wrap(text, WIDTH, column + 2) : text));
  }

  /** What parts two columns: blanks, or a new line on a terminal that is too narrow for both. */
  String gap(String left, String right) {
    boolean narrow =
        surroundings.terminals().out() && Text.width(List.of(left + "  " + right)) > WIDTH;
    return narrow ? "\n    " : "  ";
  }

  /** A digest and what has it: one line, or two on a terminal, where one is too long. */
  void digest(Object digest, String name) {
    if (surroundings.terminals().out()) {
      line(style().bold(Text.show(name)));
      line("  " + digest);
    } else {
      line(digest + "  " + Text.show(name));
    }
  }

  /** The answer as a JSON document, where one is wanted. */
  void document(JsonDocument document) {
    if (json) {
      try {
        document.writeTo(surroundings.out());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What one would like to know, and need not. */
  void message(String text) {
    if (!quiet) {
      urgent(surroundings.terminals().err() ? Text.wrap(text, WIDTH, 0) : text);
    }
  }

  /** What to do next. */
  void next(String advice) {
    if (!quiet) {
      labelled("next:", messageStyle().faint("next:"), advice);
    }
  }

  void error(String text) {
    labelled("error:", messageStyle().bad("error:"), text);
  }

  void warning(String text) {
    labelled("warning:", messageStyle().bold("warning:"), text);
  }

  void hint(String text) {
    labelled("hint:", messageStyle().faint("hint:"), text);
  }

  private void labelled(String plain, String styled, String text) {
    int indent = plain.length() + 1;
    boolean narrow = surroundings.terminals().err();
    urgent(styled + " " + (narrow ? Text.wrap(text, WIDTH, indent) : text));
  }

  /** A message that is printed even if few are wanted. */
  synchronized void urgent(String text) {
    clear();
    surroundings.out().flush();
    print(surroundings.err(), text + "\n");
    surroundings.err().flush();
  }

  /** Part of a line on standard error, at once. */
  synchronized void raw(String text) {
    print(surroundings.err(), text);
    surroundings.err().flush();
  }

  /** Replaces the last line of the terminal until something else is said. */
  synchronized void passing(String text) {
    print(surroundings.err(), "\r" + text + "\u001b[K");
    surroundings.err().flush();
    passing = true;
  }

  synchronized void clear() {
    if (passing) {
      print(surroundings.err(), "\r\u001b[K");
      surroundings.err().flush();
      passing = false;
    }
  }

  private void print(PrintStream stream, String text) {
    Charset charset = surroundings.charset();
    stream.print(charset.equals(StandardCharsets.UTF_8) ? text : escaped(text, charset));
  }

  private static String escaped(String text, Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    if (encoder.canEncode(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(c -> encoder.canEncode(c) ? c : escape(c.codePointAt(0)))
        .forEach(out::append);
    return out.toString();
  }

  private static String escape(int codePoint) {
    return String.format(Locale.ROOT, "\\u%04x", codePoint);
  }
}
