package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers go to standard output, all else to standard error. Names that come from outside are given
 * through {@link Text#show}; what the terminal's encoding has no character for is escaped here.
 */
final class Console {
  private static final int MAX_LINES = 20;

  private final Surroundings surroundings;
  private final boolean json;
  private final boolean quiet;
  private Commands commands = Commands.PLAIN;
  private boolean passing;
  private @Nullable IOException lost;

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

  /** How commands are to be typed from now on. */
  void say(Commands others) {
    commands = others;
  }

  Commands commands() {
    return commands;
  }

  /** How long a line is at most; the last column is left free. */
  int width() {
    return surroundings.terminals().columns() - 1;
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
      answer(out -> out.write(bytes(text + "\n")));
    }
  }

  /** A text that is the answer, as it is, in UTF-8; nothing where the answer is a document. */
  void verbatim(String text) {
    content(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that are the answer; nothing where the answer is a document. */
  void content(byte[] bytes) {
    if (!json) {
      clear();
      answer(out -> out.write(bytes));
    }
  }

  /** Lines of the answer; on a terminal no more than fit on it. */
  void lines(List<String> texts) {
    boolean all = !surroundings.terminals().out() || texts.size() <= MAX_LINES;
    texts.stream().limit(all ? texts.size() : MAX_LINES).forEach(this::line);
    if (!all) {
      line("... and " + Text.grouped(texts.size() - MAX_LINES) + " more");
    }
  }

  /** Text of the answer from a column on; on a terminal it is broken between words. */
  void text(int column, String text) {
    boolean narrow = surroundings.terminals().out();
    line(" ".repeat(column) + (narrow ? Wrapping.wrap(text, width(), column + 2) : text));
  }

  /** What parts two columns: blanks, or a new line on a terminal that is too narrow for both. */
  String gap(String left, String right) {
    boolean narrow =
        surroundings.terminals().out() && Text.width(List.of(left + "  " + right)) > width();
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
      answer(document::writeTo);
    }
  }

  /**
   * Sends what is still on its way to standard output.
   *
   * @throws OutputException if it, or anything before, could not be written
   */
  void finish() {
    clear();
    answer(OutputStream::flush);
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** After a failure nothing more is tried, as it would be written after a gap. */
  private synchronized void answer(Writing writing) {
    if (lost != null) {
      throw new OutputException(lost);
    }
    try {
      writing.to(surroundings.out());
    } catch (IOException e) {
      lost = e;
      throw new OutputException(e);
    }
  }

  /** What one would like to know, and need not. */
  void message(String text) {
    if (!quiet) {
      String shown = commands.in(text);
      urgent(surroundings.terminals().err() ? Wrapping.wrap(shown, width(), 0) : shown);
    }
  }

  /** A message that is one thing and a name, which is not broken. */
  void fact(String text) {
    if (!quiet) {
      urgent(text);
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

  /** What is no fault, told where somebody asked for it. */
  void note(String text) {
    labelled("note:", messageStyle().faint("note:"), text);
  }

  void hint(String text) {
    labelled("hint:", messageStyle().faint("hint:"), text);
  }

  private void labelled(String plain, String styled, String text) {
    int indent = plain.length() + 1;
    boolean narrow = surroundings.terminals().err();
    String shown = commands.in(text);
    urgent(styled + " " + (narrow ? Wrapping.wrap(shown, width(), indent) : shown));
  }

  /** A message that is printed even if few are wanted. */
  synchronized void urgent(String text) {
    clear();
    if (lost == null) {
      answer(OutputStream::flush);
    }
    raw(text + "\n");
  }

  /** Part of a line on standard error, at once. */
  synchronized void raw(String text) {
    try {
      surroundings.err().write(bytes(text));
      surroundings.err().flush();
    } catch (IOException e) {
      // there is nowhere left to say so
    }
  }

  /** Replaces the last line of the terminal until something else is said. */
  synchronized void passing(String text) {
    raw("\r" + text + "\u001b[K");
    passing = true;
  }

  synchronized void clear() {
    if (passing) {
      raw("\r\u001b[K");
      passing = false;
    }
  }

  private byte[] bytes(String text) {
    Charset charset = surroundings.charset();
    boolean all = charset.equals(StandardCharsets.UTF_8);
    return (all ? text : escaped(text, charset)).getBytes(charset);
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
