package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Identifiers in UTF-8 text, normalised as Python does. */
final class PythonNames {

  private PythonNames() {}

  static boolean isPart(byte value) {
    return value < 0
        || (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || value == '_';
  }

  /** The first name at or after {@code from}; the empty string if there is none before end. */
  static String first(byte[] bytes, int from, int end) {
    int start = from;
    while (start < end && !isPart(bytes[start])) {
      start++;
    }
    int stop = start;
    while (stop < end && isPart(bytes[stop])) {
      stop++;
    }
    return normalized(bytes, start, stop);
  }

  /** A dotted name without the white space that may stand around its dots. */
  static String dotted(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!isPart(bytes[i]) && bytes[i] != '.') {
        return compact(bytes, from, end);
      }
    }
    return normalized(bytes, from, end);
  }

  private static String compact(byte[] bytes, int from, int end) {
    byte[] kept = new byte[end - from];
    int length = 0;
    for (int i = from; i < end; i++) {
      if (isPart(bytes[i]) || bytes[i] == '.') {
        kept[length++] = bytes[i];
      }
    }
    return normalized(kept, 0, length);
  }

  private static String normalized(byte[] bytes, int from, int end) {
    String name = text(bytes, from, end);
    return name.length() == end - from ? name : Normalizer.normalize(name, Normalizer.Form.NFKC);
  }

  /** Whether a text is a dotted name, with or without dots before it. */
  static boolean isModule(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '.') {
      start++;
    }
    boolean named = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? !named : !Character.isUnicodeIdentifierPart(c)) {
        return false;
      }
      named = c != '.';
    }
    return named;
  }

  static String text(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
