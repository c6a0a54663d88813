package io.modelops.bundle.discovery.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.tomlj.TomlPosition;

class PresetFileTest {
  @Test
  void presetsAreWhatATomlParserReads() throws IOException {
    try (InputStream in = Presets.class.getResourceAsStream(Presets.FILE)) {
      assertThat(in).isNotNull();
      TomlFile file = TomlFile.parse(Presets.FILE, in.readAllBytes());
      SettingsTable root = new SettingsTable(file, file.table(), TomlPosition.positionAt(1, 1));
      RuleReader reader = RuleReader.read(root, "rule");
      assertThat(reader.issues()).isEmpty();
      assertThat(Presets.load().rules()).isEqualTo(reader.rules());
    }
  }
}
