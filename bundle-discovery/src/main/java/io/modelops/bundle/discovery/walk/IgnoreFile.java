package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.SourceRange;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The patterns of one ignore file. The last pattern that matches decides. */
final class IgnoreFile {
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_PATTERNS = 10_000;
  private static final int MAX_PATTERN_BYTES = 4096;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String name;
  private final List<IgnorePattern> patterns;
  private final Decision positive;
  private final Decision negative;

  /** The patterns that can match a path with this last byte, which are few. */
  private final Map<Byte, List<IgnorePattern>> byLastByte = new ConcurrentHashMap<>();

  private IgnoreFile(
      String name, List<IgnorePattern> patterns, Decision positive, Decision negative) {
    this.name = name;
    this.patterns = patterns;
    this.positive = positive;
    this.negative = negative;
  }

  /** The answer of an ignore file for a path. */
  enum Decision {
    IGNORED(Cause.IGNORED),
    GITIGNORED(Cause.GITIGNORED),
    DEFAULT(Cause.DEFAULT),
    SECRET(Cause.SECRET),
    INCLUDED(null),
    NOTHING(null);

    private final @Nullable Cause cause;

    Decision(@Nullable Cause cause) {
      this.cause = cause;
    }

    /** Why the path is left out; null if it is not. */
    @Nullable Cause cause() {
      return cause;
    }
  }

  /**
   * Reads an ignore file of a user.
   *
   * @param name the path for messages
   * @param positive the answer for a path that it ignores
   * @throws IOException if the file is beyond a limit. Reading a part of it would bundle files that
   *     the rest ignores.
   */
  static IgnoreFile parse(String name, byte[] content, Decision positive) throws IOException {
    return new IgnoreFile(name, patterns(name, content), positive, Decision.INCLUDED);
  }

  /** Reads an ignore file of ours. Its exceptions hold within it and include nothing. */
  static IgnoreFile parseDefaults(String name, byte[] content, Decision positive)
      throws IOException {
    return new IgnoreFile(name, patterns(name, content), positive, Decision.NOTHING);
  }

  private static List<IgnorePattern> patterns(String name, byte[] content) throws IOException {
    if (content.length > MAX_BYTES) {
      throw new FileSystemException(name, null, "longer than " + MAX_BYTES + " bytes");
    }
    List<IgnorePattern> patterns = new ArrayList<>();
    int start = startsWith(content, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    for (int line = 1; start < content.length; line++) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      byte[] text = line(content, start, end);
      if (text.length > MAX_PATTERN_BYTES) {
        String fault = "a pattern longer than " + MAX_PATTERN_BYTES + " bytes";
        throw new FileSystemException(name + ":" + line, null, fault);
      }
      if (end > start && content[start] != '#') {
        patterns.add(IgnorePattern.parse(line, text));
      }
      start = end + 1;
    }
    if (patterns.size() > MAX_PATTERNS) {
      throw new FileSystemException(name, null, "more than " + MAX_PATTERNS + " patterns");
    }
    return patterns;
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    return Arrays.equals(
        content, 0, Math.min(content.length, start.length), start, 0, start.length);
  }

  /** The line up to a NUL, without one final carriage return and without unescaped final spaces. */
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
    IgnorePattern last = last(path, base, name, directory);
    return last == null ? Decision.NOTHING : last.isNegative() ? negative : positive;
  }

  /** The line that decides; null if none does, or the file is ours. */
  @Nullable SourceRange rule(byte[] path, int base, int nameAt, boolean directory) {
    IgnorePattern last = last(path, base, nameAt, directory);
    return last == null || negative == Decision.NOTHING
        ? null
        : new SourceRange(name, last.line(), 1, last.line());
  }

  private @Nullable IgnorePattern last(byte[] path, int base, int nameAt, boolean directory) {
    List<IgnorePattern> possible =
        byLastByte.computeIfAbsent(path[path.length - 1], this::patternsFor);
    for (int i = possible.size() - 1; i >= 0; i--) {
      IgnorePattern pattern = possible.get(i);
      if (pattern.matches(path, base, nameAt, directory)) {
        return pattern;
      }
    }
    return null;
  }

  private List<IgnorePattern> patternsFor(byte last) {
    return patterns.stream().filter(pattern -> pattern.mayEndWith(last)).toList();
  }
}
