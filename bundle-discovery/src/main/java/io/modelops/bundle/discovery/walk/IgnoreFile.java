package io.modelops.bundle.discovery.walk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The patterns of one ignore file, within bounds; the last that matches decides. */
final class IgnoreFile {
  /** At most this many bytes. */
  static final int LIMIT = 1 << 20;

  private static final int MOST_PATTERNS = 10_000;
  private static final int LONGEST_PATTERN = 4096;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final List<IgnorePattern> patterns;

  /** The last byte of a path rules out nearly all patterns. */
  private final Map<Byte, List<IgnorePattern>> byLastByte = new ConcurrentHashMap<>();

  private IgnoreFile(List<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  /** What an ignore file says of a path. */
  enum Decision {
    IGNORED,
    INCLUDED,
    NOTHING
  }

  /**
   * Reads an ignore file.
   *
   * @param name for the message
   * @throws IOException if it is beyond the bounds; to leave some of it out would let through what
   *     it holds back
   */
  static IgnoreFile parse(String name, byte[] content) throws IOException {
    if (content.length > LIMIT) {
      throw new FileSystemException(name, null, "longer than " + LIMIT + " bytes");
    }
    List<IgnorePattern> patterns = new ArrayList<>();
    int start = startsWith(content, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    for (int line = 1; start < content.length; line++) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      byte[] text = line(content, start, end);
      if (text.length > LONGEST_PATTERN) {
        String fault = "a pattern longer than " + LONGEST_PATTERN + " bytes";
        throw new FileSystemException(name + ":" + line, null, fault);
      }
      if (end > start && content[start] != '#') {
        patterns.add(IgnorePattern.parse(text));
      }
      start = end + 1;
    }
    if (patterns.size() > MOST_PATTERNS) {
      throw new FileSystemException(name, null, "more than " + MOST_PATTERNS + " patterns");
    }
    return new IgnoreFile(patterns);
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    return Arrays.equals(
        content, 0, Math.min(content.length, start.length), start, 0, start.length);
  }

  /** Up to a NUL, without one carriage return and trailing spaces that are not escaped. */
  private static byte[] line(byte[] content, int start, int end) {
    int stop = end > start && content[end - 1] == '\r' ? end - 1 : end;
    int length = 0;
    for (int i = start; i < stop && content[i] != 0; i++) {
      boolean escape = content[i] == '\\' && i + 1 < stop && content[i + 1] != 0;
      i += escape ? 1 : 0;
      length = escape || content[i] != ' ' ? i + 1 - start : length;
    }
    return Arrays.copyOfRange(content, start, start + length);
  }

  Decision decide(byte[] path, int base, int name, boolean directory) {
    List<IgnorePattern> possible =
        byLastByte.computeIfAbsent(path[path.length - 1], this::patternsFor);
    for (int i = possible.size() - 1; i >= 0; i--) {
      IgnorePattern pattern = possible.get(i);
      if (pattern.matches(path, base, name, directory)) {
        return pattern.isNegative() ? Decision.INCLUDED : Decision.IGNORED;
      }
    }
    return Decision.NOTHING;
  }

  private List<IgnorePattern> patternsFor(byte last) {
    return patterns.stream().filter(pattern -> pattern.mayEndWith(last)).toList();
  }
}
