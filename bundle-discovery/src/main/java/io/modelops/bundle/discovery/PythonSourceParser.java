package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.closure.Closure;
import io.modelops.bundle.discovery.closure.Closures;
import io.modelops.bundle.discovery.project.Layout;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.project.SourceRoots;
import io.modelops.bundle.discovery.project.TestFiles;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
    Parsing parsing = new Parsing(sources, modules, operation);
    operation.check();
    Program program = new Program(modules, PythonVersions.of(sources), parsing.run(wanted));
    issues.addAll(parsing.issues(wanted));
    Analysis analysis = new Analysis(program, options.methods(), operation::check);
    Closures closures =
        new Closures(program, analysis, parsing.hints(), parsing.stubs(), operation::check);
    List<Model> candidates = new ArrayList<>();
    Imports imports = new Imports(program, analysis, new Mentions(sources, operation::check));
    List<Integer> judged =
        IntStream.range(0, program.size())
            .filter(number -> wanted.test(program.module(number).file()))
            .boxed()
            .toList();
    operation.started(Phase.RESOLVE, judged.size(), 0);
    for (int number : judged) {
      operation.check();
      Analysis.Findings findings = analysis.judge(number);
      issues.addAll(findings.issues());
      for (Model candidate : findings.candidates()) {
        Closure closure = closures.of(number);
        candidates.add(candidate.withFiles(closure.files()).withDataHints(closure.hints()));
      }
      imports.check(number);
      operation.finished(Phase.RESOLVE, program.module(number).file(), Outcome.DONE);
    }
    issues.addAll(imports.issues());
    issues.addAll(new Clashes(program).issues(candidates, wanted));
    operation.completed(Phase.RESOLVE);
    return new Findings(candidates, issues);
  }
}
