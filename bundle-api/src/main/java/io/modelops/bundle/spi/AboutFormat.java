package io.modelops.bundle.spi;

import io.modelops.bundle.value.About;

/** A file in which a project says what it is: a pure function of its bytes. */
public non-sealed interface AboutFormat extends Provider {
  /** The file's name in the project's directory, such as {@code CITATION.cff}. */
  String fileName();

  /**
   * Reads what the file says. Members that are of another type than expected say nothing.
   *
   * @throws io.modelops.bundle.error.ConfigurationException with line and column, if it cannot be
   *     read at all
   */
  About read(byte[] document);
}
