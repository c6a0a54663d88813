package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.settings.SettingsReader;
import io.modelops.bundle.discovery.settings.SettingsWriter;
import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.SettingsChange;

/**
 * The table {@code [tool.modelops-bundle]} of pyproject.toml, in TOML 1.1, which is a warning where
 * 1.0 would not do.
 *
 * <ul>
 *   <li>{@code models}: tables with {@code class} ({@code module:ClassName}), {@code id} (without
 *       it, the class) and {@code files} (patterns; without them, imports decide)
 *   <li>{@code registry}: a reference to push to
 *   <li>{@code source-roots}: directories from which module names count
 *   <li>{@code discovery.rules}: names of rules, those of {@code presets.toml} or own ones, by
 *       which models are found
 *   <li>{@code discovery.rule}: tables, each a rule of the project itself, with {@code name},
 *       {@code methods}, {@code subclass-of}, {@code not-subclass-of}, {@code decorated-with},
 *       {@code declared} and {@code returns}
 *   <li>{@code discovery.methods}: a rule in short: what a model must have
 *   <li>{@code discovery.environment}: the directory, relative to the project, of an environment in
 *       which bases outside the project are looked up
 *   <li>{@code discovery.tests}: whether tests are searched, too
 *   <li>{@code discovery.prune}: names of directories that are not entered, instead of the defaults
 * </ul>
 */
public final class PyprojectSettings implements SettingsFormat {
  static final String FILE = "pyproject.toml";

  /** Keeps no state. */
  public PyprojectSettings() {}

  @Override
  public String id() {
    return "pyproject";
  }

  @Override
  public String fileName() {
    return FILE;
  }

  @Override
  public Settings read(byte[] document) {
    return SettingsReader.read(TomlFile.parse(FILE, document));
  }

  @Override
  public byte[] save(byte[] document, SettingsChange change) {
    return SettingsWriter.save(FILE, document, change);
  }
}
