package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.BundlePath;
import java.text.Normalizer;
import java.util.stream.Stream;

/** How models are named. */
final class ClassNames {
  private ClassNames() {}

  /** Whether a name can be imported: {@code package.module:Outer.Inner}. */
  static boolean isClassName(String name) {
    String[] parts = name.split(":", -1);
    return parts.length == 2 && isDotted(parts[0]) && isDotted(parts[1]);
  }

  private static boolean isDotted(String name) {
    // Python compares identifiers in normalization form KC, so they have to be some in it, too
    return Stream.of(name, Normalizer.normalize(name, Normalizer.Form.NFKC))
        .flatMap(form -> Stream.of(form.split("\\.", -1)))
        .allMatch(Identifiers::isIdentifier);
  }

  /** Whether an id can be shown as it is. */
  static boolean isId(String id) {
    return !id.isEmpty() && BundlePath.quote(id).equals("'" + id + "'");
  }
}
