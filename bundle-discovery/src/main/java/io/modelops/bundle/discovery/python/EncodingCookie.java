package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code coding} comment of PEP 263, on line 1, or on line 2 after a line without code. */
record EncodingCookie(String name, int offset) {

  private static final Pattern COOKIE =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)", Pattern.DOTALL);
  private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(#.*)?$", Pattern.DOTALL);
  private static final int MAX_LINE = 10_000;
  private static final byte[] WORD = "coding".getBytes(StandardCharsets.US_ASCII);

  static @Nullable EncodingCookie in(byte[] source) {
    return mayHaveOne(source) ? find(source) : null;
  }

  /** Whether the word is in the first two lines; a pattern for each source takes longer. */
  private static boolean mayHaveOne(byte[] source) {
    int lines = 0;
    for (int i = 0; i < Math.min(source.length, 2 * (MAX_LINE + 2)) && lines < 2; i++) {
      if (source[i] == 'c' && Arrays.equals(source, i, end(source, i), WORD, 0, WORD.length)) {
        return true;
      }
      boolean pair = source[i] == '\r' && i + 1 < source.length && source[i + 1] == '\n';
      lines += source[i] == '\n' || (source[i] == '\r' && !pair) ? 1 : 0;
    }
    return false;
  }

  private static int end(byte[] source, int start) {
    return Math.min(source.length, start + WORD.length);
  }

  private static @Nullable EncodingCookie find(byte[] source) {
    int start = 0;
    for (int line = 1; line <= 2 && start < source.length; line++) {
      int end = endOfLine(source, start);
      String text = new String(source, start, end - start, StandardCharsets.ISO_8859_1);
      Matcher matcher = COOKIE.matcher(text);
      if (matcher.find()) {
        return new EncodingCookie(matcher.group(1), start + matcher.start(1));
      }
      if (!BLANK.matcher(text).find()) {
        return null;
      }
      boolean pair = end + 1 < source.length && source[end] == '\r' && source[end + 1] == '\n';
      start = end + (pair ? 2 : 1);
    }
    return null;
  }

  private static int endOfLine(byte[] source, int start) {
    int end = start;
    int limit = Math.min(source.length, start + MAX_LINE);
    while (end < limit && source[end] != '\n' && source[end] != '\r') {
      end++;
    }
    return end;
  }

  boolean isUtf8() {
    String normal = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return normal.equals("utf-8") || normal.equals("utf8") || normal.startsWith("utf-8-");
  }
}
