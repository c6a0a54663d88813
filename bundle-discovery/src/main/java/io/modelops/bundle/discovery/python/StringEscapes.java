package io.modelops.bundle.discovery.python;

/** Replaces the backslash escapes of a literal; what Python would refuse is kept as it is. */
final class StringEscapes {

  private static final String LETTERS = "abfnrtv\\'\"";
  private static final String VALUES = "\u0007\b\f\n\r\t\u000B\\'\"";

  /** No character has a longer name, braces included. */
  private static final int MAX_CHARACTER_NAME = 200;

  private final String text;
  private final boolean bytes;
  private final StringBuilder value = new StringBuilder();
  private int at;

  /**
   * @param bytes whether the literal stands for bytes, which have no escapes for characters
   */
  StringEscapes(String text, boolean bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  String value() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        escape(text.charAt(at++));
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private void escape(char c) {
    int letter = LETTERS.indexOf(c);
    if (letter >= 0) {
      value.append(VALUES.charAt(letter));
    } else if (c >= '0' && c <= '7') {
      at--;
      int code = number(8, 3);
      value.append((char) (bytes ? code & 0xFF : code));
    } else if (c == 'x' || (!bytes && (c == 'u' || c == 'U'))) {
      codePoint(c);
    } else if (c == 'N' && !bytes && endOfCharacterName() > 0) {
      named(endOfCharacterName());
    } else if (c != '\n') {
      value.append('\\').append(c);
    }
  }

  private void codePoint(char kind) {
    int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    int start = at;
    int code = number(16, digits);
    if (at - start == digits && Character.isValidCodePoint(code)) {
      value.appendCodePoint(code);
    } else {
      value.append('\\').append(kind).append(text, start, at);
    }
  }

  /** The place of the brace after a name; -1 if there is none. */
  private int endOfCharacterName() {
    int limit = Math.min(text.length(), at + MAX_CHARACTER_NAME);
    int length = text.startsWith("{", at) ? text.substring(at, limit).indexOf('}') : -1;
    return length < 0 ? -1 : at + length;
  }

  private void named(int end) {
    String name = text.substring(at + 1, end);
    at = end + 1;
    try {
      value.appendCodePoint(Character.codePointOf(name));
    } catch (IllegalArgumentException e) {
      value.append("\\N{").append(name).append('}');
    }
  }

  private int number(int radix, int digits) {
    int number = 0;
    for (int read = 0; read < digits && at < text.length(); read++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      number = number * radix + digit;
      at++;
    }
    return number;
  }
}
