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
}
