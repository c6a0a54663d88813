package io.modelops.bundle.discovery.settings;

import java.util.Arrays;
import java.util.Set;

/** Python identifiers without the keywords, which are what an import statement can name. */
public final class Identifiers {
  private static final Set<String> KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private Identifiers() {}

  public static boolean isIdentifier(String word) {
    if (word.isEmpty() || KEYWORDS.contains(word) || !isStart(word.codePointAt(0))) {
      return false;
    }
    int at = 0;
    while (at < word.length() && isPart(word.codePointAt(at))) {
      at += Character.charCount(word.codePointAt(at));
    }
    return at == word.length();
  }

  /** Whether a dotted name consists of them. */
  public static boolean areIdentifiers(String dotted) {
    return Arrays.stream(dotted.split("\\.", -1)).allMatch(Identifiers::isIdentifier);
  }

  private static boolean isStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isPart(int c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }
}
