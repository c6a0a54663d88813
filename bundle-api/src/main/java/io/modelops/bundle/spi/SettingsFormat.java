package io.modelops.bundle.spi;

import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings;
import java.util.List;

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
   * Adds models; those whose id or class is named already stay as they are. No byte outside what is
   * added changes.
   *
   * @param document the file as it is; empty if there is none yet
   * @throws io.modelops.bundle.error.ConfigurationException with line and column, if it cannot be
   *     read
   */
  byte[] save(byte[] document, List<Model> models);
}
