package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Expression;
import java.nio.charset.StandardCharsets;

/** Pieces of the source as text, given by byte offsets. */
final class SourceSlices {

  private final byte[] bytes;

  SourceSlices(byte[] bytes) {
    this.bytes = bytes;
  }

  Expression expression(int from, int end) {
    return Expressions.of(folded(from, end));
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
    boolean ascii = true;
    boolean inLine = true;
    for (int i = start; i < stop; i++) {
      byte b = bytes[i];
      ascii &= b >= 0;
      inLine &= b != '\n' && b != '\r' && b != '#' && b != '\\';
    }
    String text =
        new String(
            bytes,
            start,
            stop - start,
            ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    return inLine ? text : SourceScan.fold(text);
  }

  String verbatim(int from, int end) {
    return Names.text(bytes, from, Math.min(end, bytes.length));
  }

  String firstName(int from, int end) {
    return Names.first(bytes, from, Math.min(end, bytes.length));
  }

  String dottedName(int from, int end) {
    return Names.dotted(bytes, from, end);
  }

  int count(char wanted, int from, int end) {
    int count = 0;
    for (int i = from; i < end; i++) {
      count += bytes[i] == wanted ? 1 : 0;
    }
    return count;
  }

  boolean hasCode(int from, int end) {
    for (int i = from; i < end; i++) {
      if (!isSpace(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  boolean endsWithColon(int end) {
    int at = end;
    while (at > 0 && isSpace(bytes[at - 1])) {
      at--;
    }
    return at > 0 && bytes[at - 1] == ':';
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }
}
