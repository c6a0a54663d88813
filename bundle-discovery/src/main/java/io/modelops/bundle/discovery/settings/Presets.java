package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.NamedRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.tomlj.TomlPosition;

/** The rules that projects ask for by name: {@code presets.toml} beside this class. */
public final class Presets {
  private static final String FILE = "presets.toml";

  private final List<NamedRule> rules;

  private Presets(List<NamedRule> rules) {
    this.rules = rules;
  }

  public static Presets load() {
    try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(FILE))) {
      TomlFile file = TomlFile.parse(FILE, in.readAllBytes());
      SettingsTable root = new SettingsTable(file, file.table(), TomlPosition.positionAt(1, 1));
      return new Presets(RuleReader.read(root, "rule").rules());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the order of the file; several may have one name. */
  public List<NamedRule> rules() {
    return rules;
  }

  /** Each once. */
  public List<String> names() {
    return rules.stream().map(NamedRule::name).distinct().toList();
  }

  /** The rules of a name; empty if there are none. */
  public List<NamedRule> named(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).toList();
  }
}
