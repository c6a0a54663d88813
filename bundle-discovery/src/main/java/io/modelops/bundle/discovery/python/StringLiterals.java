package io.modelops.bundle.discovery.python;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of string literals that stand next to each other; f-strings and t-strings have none. */
final class StringLiterals {

  private StringLiterals() {}

  /** Whether the text is nothing but string or bytes literals. */
  static boolean isPlain(String text) {
    int at = 0;
    while (at < text.length()) {
      int quote = quoteAfterPrefix(text, at);
      if (quote < 0 || isFormatted(text, at, quote)) {
        return false;
      }
      at = SourceScan.skipSpace(text, SourceScan.endOfString(text, quote));
    }
    return at > 0;
  }

  /** The index after the string literals of any kind at the start of the text, or 0. */
  static int endOfLiterals(String text) {
    int end = 0;
    int quote = quoteAfterPrefix(text, 0);
    while (quote >= 0) {
      end = SourceScan.endOfString(text, quote);
      quote = quoteAfterPrefix(text, SourceScan.skipSpace(text, end));
    }
    return end;
  }

  private static boolean isFormatted(String text, int from, int quote) {
    String prefix = text.substring(from, quote).toLowerCase(Locale.ROOT);
    return prefix.contains("f") || prefix.contains("t");
  }

  private static int quoteAfterPrefix(String text, int from) {
    for (int at = from; at < text.length() && at < from + 3; at++) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        return at;
      }
      if ("rRbBuUfFtT".indexOf(c) < 0) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * The value of a statement that is only str literals, from its text without comments and line
   * breaks between them; null for any other statement.
   */
  static @Nullable String value(String text) {
    StringBuilder value = new StringBuilder();
    int at = 0;
    while (at < text.length() && text.charAt(at) != ';') {
      int quote = quoteAfterPrefix(text, at);
      if (quote < 0 || isFormatted(text, at, quote)) {
        return null;
      }
      String prefix = text.substring(at, quote).toLowerCase(Locale.ROOT);
      int end = SourceScan.endOfString(text, quote);
      if (prefix.contains("b") || end - quote < 2) {
        return null;
      }
      append(value, text.substring(quote, end), prefix.contains("r"));
      at = SourceScan.skipSpace(text, end);
    }
    return value.toString();
  }

  private static void append(StringBuilder value, String quoted, boolean raw) {
    int marks = quoted.length() >= 6 && quoted.startsWith(quoted.substring(0, 1).repeat(3)) ? 3 : 1;
    String body = quoted.substring(marks, Math.max(marks, quoted.length() - marks));
    String lines = body.replace("\r\n", "\n").replace('\r', '\n');
    if (raw || lines.indexOf('\\') < 0) {
      value.append(lines);
    } else {
      new StringEscapes(lines).appendTo(value);
    }
  }
}
