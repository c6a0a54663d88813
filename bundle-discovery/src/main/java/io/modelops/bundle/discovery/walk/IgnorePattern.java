package io.modelops.bundle.discovery.walk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One pattern of an ignore file. It means what it means in a .gitignore file. */
final class IgnorePattern {
  private final int line;
  private final boolean negative;
  private final boolean directoryOnly;
  private final boolean nameOnly;
  private final byte[] literal;
  private final boolean suffix;
  private final @Nullable Wildcards rest;

  private IgnorePattern(int line, boolean negative, boolean directoryOnly, byte[] pattern) {
    this.line = line;
    this.negative = negative;
    this.directoryOnly = directoryOnly;
    this.nameOnly = indexOf(pattern, (byte) '/') < 0;
    boolean rooted = pattern.length > 0 && pattern[0] == '/';
    byte[] plain = rooted ? Arrays.copyOfRange(pattern, 1, pattern.length) : pattern;
    byte[] tail = plain.length > 0 && nameOnly && plain[0] == '*' ? tail(plain, 1) : plain;
    int length = Wildcards.literalLength(tail);
    this.suffix = tail.length < plain.length && length == tail.length;
    this.literal = suffix ? tail : Arrays.copyOf(plain, Wildcards.literalLength(plain));
    // git matches the rest alone, so ** right after the literal part is a whole component
    this.rest = Wildcards.parse(suffix ? new byte[0] : tail(plain, literal.length));
  }

  /**
   * Reads a line.
   *
   * @param number of the line, from 1
   * @param text no comment, without line end and final spaces
   */
  static IgnorePattern parse(int number, byte[] text) {
    boolean negative = text.length > 0 && text[0] == '!';
    byte[] pattern = negative ? tail(text, 1) : text;
    boolean directory = pattern.length > 0 && pattern[pattern.length - 1] == '/';
    return new IgnorePattern(
        number,
        negative,
        directory,
        directory ? Arrays.copyOf(pattern, pattern.length - 1) : pattern);
  }

  /** Its line in the file, from 1. */
  int line() {
    return line;
  }

  /** Whether the pattern includes what it matches. */
  boolean isNegative() {
    return negative;
  }

  /** Whether a path with this last byte could match. */
  boolean mayEndWith(byte last) {
    if (rest == null) {
      return false;
    }
    return rest.isEmpty()
        ? literal.length == 0 || literal[literal.length - 1] == last
        : rest.mayEndWith(last);
  }

  /**
   * Whether a file or directory matches.
   *
   * @param base the start of the part of the path that is relative to the ignore file
   * @param name the start of the last component of the path
   */
  boolean matches(byte[] path, int base, int name, boolean directory) {
    if ((directoryOnly && !directory) || rest == null) {
      return false;
    }
    int from = nameOnly ? name : base;
    if (suffix) {
      return path.length - from >= literal.length
          && Arrays.equals(
              path, path.length - literal.length, path.length, literal, 0, literal.length);
    }
    return path.length - from >= literal.length
        && Arrays.equals(path, from, from + literal.length, literal, 0, literal.length)
        && rest.matches(path, from + literal.length);
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
