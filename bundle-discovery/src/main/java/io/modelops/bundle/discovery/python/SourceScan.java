package io.modelops.bundle.discovery.python;

/** Looks through small pieces of Python source that the grammar has already delimited. */
final class SourceScan {

  private SourceScan() {}

  /** As in the grammar, every character that is not ASCII may be part of a name. */
  static boolean isNamePart(char c) {
    return c >= 0x80
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_';
  }

  static int endOfName(String text, int from) {
    int at = from;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static String withoutSpace(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) <= ' ') {
        return text.substring(0, end).replaceAll("\\s+", "");
      }
    }
    return text.substring(0, end);
  }

  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The index of the bracket that closes the one at {@code open}, or -1. */
  static int closing(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        at = endOfString(text, at) - 1;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if ((c == ')' || c == ']' || c == '}') && --depth == 0) {
        return at;
      }
    }
    return -1;
  }

  /** The index after the string whose first quote is at {@code quote}. */
  static int endOfString(String text, int quote) {
    char mark = text.charAt(quote);
    String triple = mark == '"' ? "\"\"\"" : "'''";
    boolean isTriple = text.startsWith(triple, quote);
    for (int at = quote + (isTriple ? 3 : 1); at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == mark && (!isTriple || text.startsWith(triple, at))) {
        return at + (isTriple ? 3 : 1);
      }
    }
    return text.length();
  }

  /** Comments and line breaks outside strings become single spaces. */
  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (c == '\'' || c == '"') {
        end = endOfString(text, at);
        folded.append(text, at, end);
      } else if (Character.isWhitespace(c) || c == '#' || c == '\\') {
        end = endOfGap(text, at);
        folded.append(isInLine(text, at, end) ? text.substring(at, end) : " ");
      } else {
        folded.append(c);
      }
      at = end;
    }
    return folded.toString().strip();
  }

  private static int endOfGap(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && !isEol(text.charAt(at))) {
          at++;
        }
      } else if (Character.isWhitespace(c) || c == '\\') {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static boolean isInLine(String text, int from, int end) {
    for (int at = from; at < end; at++) {
      if (isEol(text.charAt(at)) || text.charAt(at) == '#') {
        return false;
      }
    }
    return true;
  }

  private static boolean isEol(char c) {
    return c == '\n' || c == '\r';
  }
}
