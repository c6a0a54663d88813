package io.modelops.bundle.discovery.project;

import java.util.Optional;

/**
 * What a distribution offers under a name, as setuptools is told.
 *
 * @param target {@code module:Name}, perhaps with extras behind it
 */
record EntryPoint(String group, String target, int line) {
  /** That of a line {@code name = module:Name}. */
  static Optional<EntryPoint> parse(String group, String text, int line) {
    int equals = text.indexOf('=');
    return equals < 0
        ? Optional.empty()
        : Optional.of(new EntryPoint(group, text.substring(equals + 1).strip(), line));
  }
}
