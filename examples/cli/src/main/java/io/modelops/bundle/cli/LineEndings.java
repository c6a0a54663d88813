package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.value.ManifestContent;
import java.util.Collection;
import java.util.Set;

/** Files that differ in their line endings only. */
record LineEndings(Set<String> paths) {
  /** Where nothing is known of it. */
  static final LineEndings NONE = new LineEndings(Set.of());

  /** Of files that differ from what was recorded. */
  static LineEndings of(Bundle bundle, ManifestContent recorded, Collection<String> changed) {
    return new LineEndings(Set.copyOf(bundle.withOtherLineEndings(recorded, changed)));
  }

  /** What is said beside a path. */
  String note(String path) {
    return paths.contains(path) ? "  (line endings only)" : "";
  }

  /** Says once what makes them differ. */
  void explain(Console console) {
    if (!paths.isEmpty()) {
      console.message(
          "git may have changed the line endings (core.autocrlf);"
              + " '* -text' in .gitattributes keeps them as they are.");
    }
  }
}
