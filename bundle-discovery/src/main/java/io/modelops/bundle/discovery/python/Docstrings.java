package io.modelops.bundle.discovery.python;

import org.jspecify.annotations.Nullable;

/** What docstrings say. */
public final class Docstrings {
  private Docstrings() {}

  /** The first line of a docstring that has any text. */
  public static @Nullable String firstLine(@Nullable String docstring) {
    return docstring == null
        ? null
        : docstring
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse(null);
  }
}
