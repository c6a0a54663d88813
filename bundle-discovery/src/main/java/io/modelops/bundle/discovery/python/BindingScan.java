package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tells, by what stands around a word, which sources cannot bind a name. Prose and most uses of a
 * name are told from the statements that bind it; in doubt a source may bind it.
 */
final class BindingScan {
  private static final Set<String> BEFORE_NAMES = Set.of("import", "as", "def", "class");
  private static final String ENDS = "\n\r;#";
  private static final String TARGET_ENDS = "=:,)]}|";
  private static final String OPERATORS = "+-*/%@&^<>";

  private final byte[] text;

  private BindingScan(byte[] text) {
    this.text = text;
  }

  /**
   * @param text in UTF-8
   * @param names in normal form
   */
  static boolean mayBind(byte[] text, Collection<String> names) {
    BindingScan scan = new BindingScan(text);
    List<byte[]> words = names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    int end = 0;
    for (int start = scan.wordFrom(0); start < text.length; start = scan.wordFrom(end)) {
      end = scan.endOfWord(start);
      for (byte[] word : words) {
        if (scan.is(word, start, end) && scan.mayBeTarget(start, end)) {
          return true;
        }
      }
    }
    return false;
  }

  private int wordFrom(int from) {
    int at = from;
    while (at < text.length && !PythonNames.isPart(text[at])) {
      at++;
    }
    return at;
  }

  private int endOfWord(int start) {
    int at = start;
    while (at < text.length && PythonNames.isPart(text[at])) {
      at++;
    }
    return at;
  }

  /** Whether a word is a name; what is not ASCII may become one when it is normalised. */
  private boolean is(byte[] name, int start, int end) {
    boolean same = end - start == name.length;
    for (int i = start; i < end; i++) {
      if (text[i] < 0) {
        byte[] normal = PythonNames.first(text, start, end).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(normal, name);
      }
      same = same && text[i] == name[i - start];
    }
    return same;
  }

  private boolean mayBeTarget(int start, int end) {
    int next = end;
    while (next < text.length && isBlank(next)) {
      next++;
    }
    char after = next < text.length ? (char) (text[next] & 0xFF) : '\n';
    if (TARGET_ENDS.indexOf(after) >= 0) {
      return true;
    } else if (OPERATORS.indexOf(after) >= 0) {
      return isAssignment(next);
    }
    int last = start - 1;
    while (last >= 0 && isBlank(last)) {
      last--;
    }
    char before = last >= 0 ? (char) (text[last] & 0xFF) : '\n';
    String word = wordTo(last);
    if (ENDS.indexOf(after) >= 0) {
      return BEFORE_NAMES.contains(word) || ",([*\n\r".indexOf(before) >= 0;
    } else if (PythonNames.isPart((byte) after)) {
      return word.equals("for") || word.equals("case") || ",([*|".indexOf(before) >= 0;
    }
    return word.equals("def") || word.equals("class");
  }

  /** {@code +=} and its like. */
  private boolean isAssignment(int operator) {
    for (int i = operator + 1; i < Math.min(operator + 3, text.length); i++) {
      if (text[i] == '=') {
        return true;
      }
    }
    return false;
  }

  private String wordTo(int last) {
    int start = last;
    while (start >= 0 && last - start < 8 && PythonNames.isPart(text[start])) {
      start--;
    }
    return PythonNames.text(text, start + 1, last + 1);
  }

  /** White space within a line, a backslash at its end and the end after it included. */
  private boolean isBlank(int at) {
    return switch (text[at]) {
      case ' ', '\t', '\f' -> true;
      case '\\' -> at + 1 < text.length && isLineEnd(at + 1);
      case '\n' -> isEscaped(at) || (at > 0 && text[at - 1] == '\r' && isEscaped(at - 1));
      case '\r' -> isEscaped(at);
      default -> false;
    };
  }

  private boolean isLineEnd(int at) {
    return text[at] == '\n' || text[at] == '\r';
  }

  private boolean isEscaped(int at) {
    return at > 0 && text[at - 1] == '\\';
  }
}
