package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Layout;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.SourceRoots;
import io.modelops.bundle.discovery.project.TestFiles;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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
    Predicate<String> wanted = file -> options.tests() || !TestFiles.isTest(file);
    List<Issue> issues = new ArrayList<>(layout.issues());
    issues.addAll(clashes(modules, wanted));
    Findings found = new PythonSearch(sources, modules, options, operation).run();
    issues.addAll(found.issues());
    return new Findings(found.candidates(), issues);
  }

  private static List<Issue> clashes(Modules modules, Predicate<String> wanted) {
    List<Issue> issues = new ArrayList<>();
    for (Map.Entry<String, List<String>> clash : modules.clashes().entrySet()) {
      List<String> files = clash.getValue().stream().filter(wanted).toList();
      for (String file : files.subList(Math.min(1, files.size()), files.size())) {
        String message =
            "module %s is both %s and %s; imports find the first"
                .formatted(clash.getKey(), BundlePath.quote(files.get(0)), BundlePath.quote(file));
        issues.add(Issue.of(Severity.WARNING, "duplicate-module", file, 0, 0, message));
      }
    }
    return issues;
  }
}
