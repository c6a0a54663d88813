package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Layout;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.SourceRoots;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds models in Python sources.
 *
 * <p>Tests are not searched for models, unless the options say so, and their faults are nobody's
 * concern; they are read all the same where a model's imports lead to them.
 */
public final class PythonSourceParser implements SourceParser {
  /** Keeps no state. */
  public PythonSourceParser() {}

  @Override
  public String id() {
    return "python";
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigurationException if pyproject.toml is wrong
   */
  @Override
  public Findings discover(Sources sources, DiscoveryOptions options, Operation operation)
      throws IOException {
    Layout layout = SourceRoots.of(sources, options);
    Modules modules = Modules.of(sources.files(), layout);
    operation.check();
    List<Issue> issues = new ArrayList<>(layout.issues());
    Findings found = new PythonSearch(sources, modules, options, operation).run();
    issues.addAll(found.issues());
    return new Findings(found.candidates(), issues);
  }

  @Override
  public Map<String, List<Step>> chains(
      Sources sources,
      DiscoveryOptions options,
      List<Model> models,
      String file,
      Operation operation)
      throws IOException {
    Modules modules = Modules.of(sources.files(), SourceRoots.of(sources, options));
    List<Model> known =
        models.stream().filter(model -> modules.ofFile(model.location().file()) != null).toList();
    return new PythonSearch(sources, modules, options, operation).chains(known, file);
  }
}
