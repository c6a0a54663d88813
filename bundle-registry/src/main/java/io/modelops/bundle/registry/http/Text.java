package io.modelops.bundle.registry.http;

/** Text from the other side, made fit for a message. */
final class Text {
  private static final int MAX_LENGTH = 300;

  private Text() {}

  /** Cut, and without what could move a cursor, hide a part or start a new line. */
  static String safe(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(
            c -> {
              if (isPlain(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format("\\u%04x", c));
              }
            });
    return out.append(text.length() > MAX_LENGTH ? "..." : "").toString();
  }

  /** An address with the characters encoded that some registries leave as they are. */
  static String encoded(String address) {
    StringBuilder out = new StringBuilder();
    address
        .chars()
        .forEach(
            c -> {
              if ("|\"<>\\^`{}".indexOf(c) >= 0) {
                out.append(String.format("%%%02X", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
