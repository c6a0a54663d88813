package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Pieces of the source as text, given by byte offsets. */
final class SourceSlices {

  /** What starts a comment or continues a line outside strings. */
  private static final int BREAK = 1;

  private static final int NON_ASCII = 2;
  private static final byte[] KINDS = kinds();
  private static final List<String> LEAVING = List.of("break", "return", "raise");

  private final byte[] bytes;
  private final Folding folding;

  SourceSlices(byte[] bytes, Folding folding) {
    this.bytes = bytes;
    this.folding = folding;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    Arrays.fill(kinds, 128, 256, (byte) NON_ASCII);
    for (char c : new char[] {'\n', '\r', '#', '\\'}) {
      kinds[c] = BREAK;
    }
    return kinds;
  }

  /** The text without surrounding space, comments and line breaks folded. */
  String folded(int from, int end) {
    int start = from;
    int stop = Math.min(end, bytes.length);
    while (start < stop && isSpace(bytes[start])) {
      start++;
    }
    while (stop > start && isSpace(bytes[stop - 1])) {
      stop--;
    }
    int seen = 0;
    for (int i = start; i < stop; i++) {
      seen |= KINDS[bytes[i] & 0xFF];
    }
    return (seen & BREAK) != 0
        ? folding.fold(start, stop)
        : new String(
            bytes,
            start,
            stop - start,
            (seen & NON_ASCII) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  String firstName(int from, int end) {
    return PythonNames.first(bytes, from, Math.min(end, bytes.length));
  }

  String dottedName(int from, int end) {
    return PythonNames.dotted(bytes, from, end);
  }

  int length() {
    return bytes.length;
  }

  /** The last place of a character before {@code end}, where it is known to be. */
  int lastIndexOf(char wanted, int end) {
    int at = end - 1;
    while (bytes[at] != wanted) {
      at--;
    }
    return at;
  }

  int count(char wanted, int from, int end) {
    int count = 0;
    for (int i = from; i < end; i++) {
      count += bytes[i] == wanted ? 1 : 0;
    }
    return count;
  }

  /** The first byte that is no space; a space if there is none. */
  char firstCode(int from, int end) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at < end ? (char) bytes[at] : ' ';
  }

  boolean startsWith(char wanted, int at) {
    return bytes[at] == wanted;
  }

  boolean hasCode(int from, int end) {
    for (int i = from; i < end; i++) {
      if (!isSpace(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  /** Where a text ends, without a colon; {@code from} if nothing is left. */
  int withoutColon(int from, int end) {
    int at = end;
    while (at > from && (isSpace(bytes[at - 1]) || bytes[at - 1] == ':')) {
      at--;
    }
    return Math.max(from, at);
  }

  boolean endsWithColon(int end) {
    int at = end;
    while (at > 0 && isSpace(bytes[at - 1])) {
      at--;
    }
    return at > 0 && bytes[at - 1] == ':';
  }

  /**
   * Whether the last statement of a block leaves it: {@code break}, {@code return}, or an error.
   */
  boolean endsInLeaving(int from, int end) {
    String block = new String(bytes, from, Math.max(0, end - from), StandardCharsets.ISO_8859_1);
    int first = -1;
    boolean leaves = false;
    for (String line : block.split("[\r\n]+", -1)) {
      String text = line.strip();
      text = first < 0 && text.startsWith(":") ? text.substring(1).strip() : text;
      if (!text.isEmpty() && text.charAt(0) != '#') {
        int indent = line.length() - line.stripLeading().length();
        first = first < 0 ? indent : first;
        String last = text.substring(text.lastIndexOf(';') + 1).strip();
        leaves = indent == first && LEAVING.stream().anyMatch(last::startsWith);
      }
    }
    return leaves;
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }
}
