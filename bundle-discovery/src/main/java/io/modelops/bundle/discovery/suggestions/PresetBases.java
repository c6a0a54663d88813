package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.discovery.resolve.NamePattern;
import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bases that presets name.
 *
 * @param excluded those that a model does not derive from
 */
record PresetBases(List<Known> known, List<NamePattern> excluded) {
  /** A base that a preset is made for. */
  record Known(String preset, NamePattern pattern) {}

  static PresetBases of(Presets presets) {
    List<Known> known = new ArrayList<>();
    List<NamePattern> excluded = new ArrayList<>();
    for (NamedRule rule : presets.rules()) {
      List<String> not = excluded(rule.rule());
      for (String each : rule.rule().names(Rule.SubclassOf.class)) {
        if (!not.contains(each)) {
          known.add(new Known(rule.name(), NamePattern.parse(each)));
        }
      }
      not.forEach(each -> excluded.add(NamePattern.parse(each)));
    }
    return new PresetBases(known, excluded);
  }

  private static List<String> excluded(Rule rule) {
    return rule.rules().stream()
        .filter(part -> part instanceof Rule.Not)
        .flatMap(part -> part.names(Rule.SubclassOf.class).stream())
        .toList();
  }

  /** The preset that is made for a base; null if there is none. */
  @Nullable String preset(String name) {
    String last = last(name);
    for (Known each : known) {
      if (each.pattern().mayEnd(last) && each.pattern().matches(name)) {
        return each.preset();
      }
    }
    return null;
  }

  /** Whether a preset says that what derives from a base is no model. */
  boolean excludes(String name) {
    String last = last(name);
    return excluded.stream().anyMatch(each -> each.mayEnd(last) && each.matches(name));
  }

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }
}
