package io.modelops.bundle.discovery.python;

/** The value of one string or bytes literal; f-strings and t-strings have none. */
final class StringValues {

  private StringValues() {}

  /** The text, or one character for each byte. */
  static String of(byte[] source, int start, int end) {
    int quote = start;
    boolean raw = false;
    boolean bytes = false;
    while (source[quote] != '\'' && source[quote] != '"') {
      raw |= source[quote] == 'r' || source[quote] == 'R';
      bytes |= source[quote] == 'b' || source[quote] == 'B';
      quote++;
    }
    int marks = isTriple(source, quote, end) ? 3 : 1;
    String body = lines(PythonNames.text(source, quote + marks, end - marks));
    return raw || body.indexOf('\\') < 0 ? body : new StringEscapes(body, bytes).value();
  }

  private static boolean isTriple(byte[] source, int quote, int end) {
    return end - quote >= 6
        && source[quote + 1] == source[quote]
        && source[quote + 2] == source[quote];
  }

  private static String lines(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
