package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
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
   * @param names as they are written there
   */
  static boolean mayBind(byte[] text, Collection<String> names) {
    BindingScan scan = new BindingScan(text);
    for (String name : names) {
      if (scan.mayBind(name.getBytes(StandardCharsets.UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBind(byte[] name) {
    for (int start = 0; start + name.length <= text.length; start++) {
      int end = start + name.length;
      if (text[start] == name[0] && Arrays.equals(text, start, end, name, 0, name.length)) {
        boolean word = !isPart(start - 1) && !isPart(end);
        if (word && mayBeTarget(start, end)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isPart(int at) {
    return at >= 0 && at < text.length && PythonNames.isPart(text[at]);
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
