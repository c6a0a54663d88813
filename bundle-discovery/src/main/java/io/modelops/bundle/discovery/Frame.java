package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Layout;
import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.ModelDeclarations;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.project.SourceRoots;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the settings of a project say.
 *
 * @param declarations the models that they name
 * @param versions of Python that may run it
 */
record Frame(Layout layout, List<ModelDeclaration> declarations, PythonVersions versions) {
  static Frame of(Sources sources, DiscoveryOptions options, List<NamedRule> rules)
      throws IOException {
    return new Frame(
        SourceRoots.of(sources, options),
        ModelDeclarations.of(sources, groups(rules)),
        PythonVersions.of(sources));
  }

  /** The groups of declarations that rules name. */
  static Set<String> groups(List<NamedRule> rules) {
    Set<String> groups = new LinkedHashSet<>();
    rules.forEach(each -> groups.addAll(each.rule().names(Rule.Declared.class)));
    return groups;
  }
}
