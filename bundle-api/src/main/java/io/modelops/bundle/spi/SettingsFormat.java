package io.modelops.bundle.spi;

import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.SettingsChange;

/** The file in which a project says what is in its bundle: pure functions of its bytes. */
public non-sealed interface SettingsFormat extends Provider {
  /** The file's name in the project's directory, such as {@code pyproject.toml}. */
  String fileName();

  /**
   * Reads the settings.
   *
   * @throws io.modelops.bundle.error.ConfigurationException with line and column, if they are wrong
   */
  Settings read(byte[] document);

  /**
   * Changes the settings. No byte outside of what is added, removed or replaced changes.
   *
   * @param document the file as it is; empty if there is none yet
   * @throws io.modelops.bundle.error.ConfigurationException with line and column, if it cannot be
   *     read, or cannot be changed so
   */
  byte[] save(byte[] document, SettingsChange change);
}
