package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.BundlePath;
import java.text.Normalizer;
import java.util.stream.Stream;

/** The rules for class names and ids of models. */
public final class ClassNames {
  private ClassNames() {}

  /** Whether a name has the form {@code package.module:Outer.Inner} and can be imported. */
  public static boolean isClassName(String name) {
    String[] parts = name.split(":", -1);
    return parts.length == 2 && isDotted(parts[0]) && isDotted(parts[1]);
  }

  private static boolean isDotted(String name) {
    // Python compares identifiers in NFKC, so the normalized form must be an identifier, too
    return Stream.of(name, Normalizer.normalize(name, Normalizer.Form.NFKC))
        .flatMap(form -> Stream.of(form.split("\\.", -1)))
        .allMatch(Identifiers::isIdentifier);
  }

  /** Whether an id is not empty, not too long and printable without escapes. */
  static boolean isId(String id) {
    return !id.isEmpty() && BundlePath.quote(id).equals("'" + id + "'");
  }
}
