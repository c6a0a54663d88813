package io.modelops.bundle.discovery.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.List;

/** Any bytes are read as pyproject.toml, and a model is saved in what can be read. */
class SettingsFuzzTest {
  private static final String FILE = "pyproject.toml";
  private static final Model MODEL =
      Model.of("zoo.sir:SIR", Verdict.MODEL, new SourceRange("zoo/sir.py", 1, 1, 2));

  @FuzzTest(maxDuration = "60s")
  void anySettingsAreReadAndWritten(byte[] document) {
    Settings before;
    try {
      before = SettingsReader.read(TomlFile.parse(FILE, document));
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    try {
      SettingsChange change =
          SettingsChange.of(before, List.of(MODEL), before.discovery().withMethods("run"));
      byte[] saved = SettingsWriter.save(FILE, document, change);
      Settings after = SettingsReader.read(TomlFile.parse(FILE, saved));
      assertThat(after.models()).extracting(ModelSetting::className).contains("zoo.sir:SIR");
      assertThat(after.discovery().rules()).contains(NamedRule.of("methods", Rule.methods("run")));
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).contains("cannot be written");
    }
  }
}
