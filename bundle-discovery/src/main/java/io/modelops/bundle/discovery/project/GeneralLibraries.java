package io.modelops.bundle.discovery.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/** Packages that programs of every kind use: {@code general-libraries.txt} beside this class. */
public final class GeneralLibraries {
  private final Set<String> names;

  private GeneralLibraries(Set<String> names) {
    this.names = names;
  }

  public static GeneralLibraries load() {
    try (InputStream in =
        Objects.requireNonNull(
            GeneralLibraries.class.getResourceAsStream("general-libraries.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new GeneralLibraries(Set.of(text.strip().split("\\s+")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a package is one of them, or comes with Python.
   *
   * @param name without dots
   */
  public boolean has(String name) {
    return names.contains(name) || StandardLibrary.has(name);
  }
}
