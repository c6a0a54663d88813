package io.modelops.bundle.value;

import io.modelops.bundle.value.Settings.ModelSetting;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How settings change when a choice of models is saved. */
public final class SettingsChange extends Value {
  private static final long serialVersionUID = 1L;

  private final List<Model> added;
  private final List<ModelSetting> removed;
  private final List<String> presets;
  private final List<NamedRule> rules;
  private final boolean emptied;
  private final @Nullable String environment;

  private SettingsChange(
      List<Model> added,
      List<ModelSetting> removed,
      List<String> presets,
      List<NamedRule> rules,
      boolean emptied,
      @Nullable String environment) {
    this.added = List.copyOf(added);
    this.removed = List.copyOf(removed);
    this.presets = List.copyOf(presets);
    this.rules = List.copyOf(rules);
    this.emptied = emptied;
    this.environment = environment;
  }

  /**
   * What makes settings name these models and no others, and search by the rules by which they were
   * found. What names one of them already stays, and so do further rules.
   *
   * @param options by which the models were found
   */
  public static SettingsChange of(Settings settings, List<Model> models, DiscoveryOptions options) {
    Set<String> wanted = models.stream().map(Model::className).collect(Collectors.toSet());
    Set<String> named = new HashSet<>();
    settings.models().forEach(model -> named.add(model.className()));
    List<ModelSetting> removed =
        settings.models().stream().filter(m -> !wanted.contains(m.className())).toList();
    List<Model> added = models.stream().filter(model -> named.add(model.className())).toList();
    DiscoveryOptions said = settings.discovery();
    return new SettingsChange(
        added,
        removed,
        said.presets().equals(options.presets()) ? List.of() : options.presets(),
        options.rules().stream().filter(rule -> !said.rules().contains(rule)).toList(),
        models.isEmpty() && !(settings.namesModels() && settings.models().isEmpty()),
        Objects.equals(said.environment(), options.environment()) ? null : options.environment());
  }

  /** Nothing changes. */
  public static SettingsChange none() {
    return new SettingsChange(List.of(), List.of(), List.of(), List.of(), false, null);
  }

  /** Models that are named from now on. */
  public List<Model> added() {
    return added;
  }

  /** What is named no longer: it was not chosen, or its class is gone. */
  public List<ModelSetting> removed() {
    return removed;
  }

  /** The presets from now on; empty if they stay what they are. */
  public List<String> presets() {
    return presets;
  }

  /**
   * Rules that the settings have from now on. A rule of methods alone takes the place of the one
   * that there is.
   */
  public List<NamedRule> rules() {
    return rules;
  }

  /** Whether the settings say from now on that there is no model. */
  public boolean emptied() {
    return emptied;
  }

  /** The environment from now on; null if it stays what it is. */
  public @Nullable String environment() {
    return environment;
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return added.isEmpty()
        && removed.isEmpty()
        && presets.isEmpty()
        && rules.isEmpty()
        && !emptied
        && environment == null;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(added, removed, presets, rules, emptied, environment);
  }
}
