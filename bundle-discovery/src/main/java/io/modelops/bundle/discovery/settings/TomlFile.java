package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * A file in TOML 1.1. Size and depth are limited. A byte order mark is allowed.
 *
 * @param name relative to the project
 * @param text without the byte order mark
 * @param newer where it ceases to be TOML 1.0, as Python's {@code tomllib} reads it; null if it is
 *     that from end to end
 */
public record TomlFile(String name, String text, TomlTable table, @Nullable TomlPosition newer) {
  public static final int MAX_BYTES = 1 << 19;

  private static final int MAX_DEPTH = 64;

  /**
   * Reads a file.
   *
   * @param bytes the content, of which no more than {@link #MAX_BYTES} + 1 bytes are needed
   * @throws ConfigurationException with line and column
   */
  public static TomlFile parse(String name, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw wrong(ErrorCode.PYPROJECT_SIZE, name, null, "longer than " + MAX_BYTES + " bytes");
    }
    String text = decode(name, bytes);
    checkCharacters(name, text);
    TomlParseResult table = parse(name, text, TomlVersion.V1_0_0);
    TomlPosition newer = null;
    if (table == null || table.hasErrors()) {
      newer = table == null ? TomlPosition.positionAt(1, 1) : table.errors().get(0).position();
      table = parse(name, text, TomlVersion.V1_1_0);
    }
    if (table == null) {
      throw wrong(
          ErrorCode.PYPROJECT_SYNTAX,
          name,
          null,
          "no TOML, for a reason that the parser does not tell");
    }
    for (TomlParseError error : table.errors()) {
      String message = String.valueOf(error.getMessage());
      throw wrong(ErrorCode.PYPROJECT_SYNTAX, name, error.position(), message);
    }
    checkYears(name, table);
    return new TomlFile(name, text, table, newer);
  }

  /** The same file with another text. */
  TomlFile with(String other) {
    return other.equals(text) ? this : parse(name, other.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String name, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (result.isError()) {
      String message = "not in UTF-8: byte " + in.position() + " (from 0)";
      throw wrong(ErrorCode.PYPROJECT_ENCODING, name, position(text, text.length()), message);
    }
    return text;
  }

  /** Refuses control characters that TOML forbids. The parser accepts some of them. */
  private static void checkCharacters(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean loneReturn = c == '\r' && !text.startsWith("\n", i + 1);
      if (loneReturn || c == 0x7f || (c < ' ' && "\t\n\r".indexOf(c) < 0)) {
        String message = String.format(Locale.ROOT, "control character U+%04X", (int) c);
        throw wrong(ErrorCode.PYPROJECT_SYNTAX, name, position(text, i), message);
      }
    }
  }

  /** Null if the parser fails, as it does on some faulty documents. */
  private static @Nullable TomlParseResult parse(String name, String text, TomlVersion version) {
    TomlParseOptions options =
        TomlParseOptions.defaults()
            .withVersion(version)
            .withMaxNestingDepth(MAX_DEPTH)
            .withoutSource();
    try {
      return Toml.parse(text, options);
    } catch (StackOverflowError e) { // the parser is recursive
      throw wrong(ErrorCode.PYPROJECT_SYNTAX, name, null, "nested too deeply");
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Refuses the year 0, which Python's calendar does not have. */
  private static void checkYears(String name, TomlTable root) {
    Deque<Object> pending = new ArrayDeque<>(List.of(root));
    for (Object next = pending.poll(); next != null; next = pending.poll()) {
      if (next instanceof TomlTable table) {
        pending.addAll(table.toMap().values());
      } else if (next instanceof TomlArray array) {
        pending.addAll(array.toList());
      } else if (next instanceof Temporal time
          && time.isSupported(ChronoField.YEAR)
          && time.get(ChronoField.YEAR) == 0) {
        throw wrong(ErrorCode.PYPROJECT_SYNTAX, name, null, "a date in the year 0000");
      }
    }
  }

  private static TomlPosition position(String text, int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    int line = 1 + (int) text.chars().limit(start).filter(c -> c == '\n').count();
    return TomlPosition.positionAt(line, 1 + text.codePointCount(start, offset));
  }

  /** The offset in {@link #text} of a position. */
  int offset(TomlPosition at) {
    int offset = 0;
    for (int line = 1; line < at.line(); line++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return text.offsetByCodePoints(offset, at.column() - 1);
  }

  /** The error for a wrong value; null stands for no position. */
  ConfigurationException wrong(@Nullable TomlPosition at, String message) {
    return wrong(ErrorCode.PYPROJECT_VALUE, name, at, message);
  }

  private static ConfigurationException wrong(
      ErrorCode code, String name, @Nullable TomlPosition at, String message) {
    return new ConfigurationException(
        code,
        name,
        at == null ? 0 : at.line(),
        at == null ? 0 : at.column(),
        message,
        "correct " + name);
  }
}
