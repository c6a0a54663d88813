package io.modelops.bundle.manifest;

import io.modelops.bundle.value.BundlePath;
import java.text.Normalizer;

/**
 * The grammar {@code package.module:Outer.Inner} of Python identifiers as {@code str.isidentifier}
 * defines them. Keywords are allowed: {@code importlib} can import a module of such a name.
 */
final class ClassName {
  private ClassName() {}

  /**
   * Checks a class name.
   *
   * @return the name
   * @throws IllegalArgumentException if the name is not of this form
   */
  static String check(String name) {
    String[] parts = name.split(":", -1);
    if (parts.length != 2 || !isDotted(parts[0]) || !isDotted(parts[1])) {
      throw new IllegalArgumentException(
          "class " + BundlePath.quote(name) + " is not of the form package.module:ClassName");
    }
    return name;
  }

  private static boolean isDotted(String name) {
    for (String part : name.split("\\.", -1)) {
      // Python compares identifiers in NFKC, so the normalized form must be an identifier, too
      String compared = Normalizer.normalize(part, Normalizer.Form.NFKC);
      if (!isIdentifier(part) || !isIdentifier(compared)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdentifier(String name) {
    if (name.isEmpty()) {
      return false;
    }
    int first = name.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && name.codePoints().allMatch(ClassName::continues);
  }

  private static boolean continues(int codePoint) {
    return Character.isUnicodeIdentifierPart(codePoint)
        && !Character.isIdentifierIgnorable(codePoint);
  }
}
