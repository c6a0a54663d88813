package io.modelops.bundle.discovery.resolve;

/**
 * The name of a class or decorator as rules give it; see {@code Rule}. Without regular expressions,
 * whose classes cost a start some milliseconds.
 */
public final class NamePattern {
  private final String top;
  private final String word;
  private final String[] module;
  private final String[] name;
  private final boolean exact;

  private NamePattern(String module, String name) {
    this.top = module.split("\\.", 2)[0];
    this.word = lastWord(name);
    this.module = components(module);
    this.name = components(name);
    this.exact = !name.contains("*");
  }

  /**
   * Reads a pattern.
   *
   * @param text {@code module:Name}
   */
  public static NamePattern parse(String text) {
    int colon = text.indexOf(':');
    return new NamePattern(text.substring(0, colon), text.substring(colon + 1));
  }

  private static String[] components(String dotted) {
    return dotted.split("\\.", -1);
  }

  /** From the last capital on, if that is within the last component and after any star. */
  private static String lastWord(String name) {
    int start = name.length();
    while (start > 0 && !isCapital(name, start - 1) && ".:*".indexOf(name.charAt(start - 1)) < 0) {
      start--;
    }
    return name.substring(start > 0 && isCapital(name, start - 1) ? start - 1 : start);
  }

  private static boolean isCapital(String name, int at) {
    return Character.getType(name.charAt(at)) == Character.UPPERCASE_LETTER;
  }

  /** Whether a text is what a pattern says, where each star stands for anything. */
  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String rest = pattern.substring(star + 1);
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    int from = star;
    for (int next = rest.indexOf('*'); next >= 0; next = rest.indexOf('*')) {
      int found = text.indexOf(rest.substring(0, next), from);
      if (found < 0) {
        return false;
      }
      from = found + next;
      rest = rest.substring(next + 1);
    }
    return text.length() - from >= rest.length() && text.endsWith(rest);
  }

  /** Whether the last component of a name is such that the whole name may match. */
  public boolean mayEnd(String last) {
    return matches(name[name.length - 1], last);
  }

  /**
   * Whether a name is meant. The module that it is given with may lie below or above the one of the
   * pattern, as packages offer what their modules define.
   *
   * @param full dotted, or with a colon after the module
   */
  public boolean matches(String full) {
    if (!mayEnd(full.substring(Math.max(full.lastIndexOf('.'), full.lastIndexOf(':')) + 1))) {
      return false; // as nearly all
    }
    String[] components = components(full.replace(':', '.'));
    int depth = components.length - name.length;
    if (depth < 1) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (!matches(name[i], components[depth + i])) {
        return false;
      }
    }
    for (int i = 0; i < Math.min(depth, module.length); i++) {
      if (!matches(module[i], components[i])) {
        return false;
      }
    }
    return depth >= module.length || exact;
  }

  /**
   * Whether a name is of the same package and ends in the same word, as derived classes often do.
   */
  boolean resembles(String full) {
    boolean begins =
        full.startsWith(top)
            && (full.length() == top.length() || ".:".indexOf(full.charAt(top.length())) >= 0);
    return begins && full.endsWith(word);
  }
}
