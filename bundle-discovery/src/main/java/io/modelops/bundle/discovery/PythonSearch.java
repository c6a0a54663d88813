package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.closure.Closure;
import io.modelops.bundle.discovery.closure.Closures;
import io.modelops.bundle.discovery.closure.OutsideImports;
import io.modelops.bundle.discovery.closure.Requirements;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.project.TestFiles;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Findings;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One search for the models of a project. */
final class PythonSearch {
  /** So many sources are all parsed, as that takes no time. */
  private static final int MAX_ALL_PARSED = 100;

  private final Sources sources;
  private final DiscoveryOptions options;
  private final Operation operation;
  private final Modules modules;
  private final List<PythonModule> wanted;
  private final Parsing parsing;
  private final Program program;
  private final Analysis analysis;
  private final List<Issue> issues = new ArrayList<>();

  PythonSearch(Sources sources, Modules modules, DiscoveryOptions options, Operation operation)
      throws IOException {
    this.sources = sources;
    this.wanted =
        modules.all().stream()
            .filter(module -> options.tests() || !TestFiles.isTest(module.file()))
            .toList();
    this.options = wanted.size() <= MAX_ALL_PARSED ? options.withExhaustive() : options;
    this.operation = operation;
    this.modules = modules;
    this.parsing = new Parsing(sources, operation);
    this.program = new Program(modules, PythonVersions.of(sources), parsing::table);
    this.analysis = new Analysis(program, this.options, operation::check);
  }

  Findings run() throws IOException {
    Set<PythonModule> searched = searched();
    List<Model> candidates = judge(searched);
    Requirements requirements =
        new Requirements(program, new OutsideImports(program, analysis), sources);
    Closures closures =
        new Closures(
            program, analysis, parsing.hints(), requirements, parsing.stubs(), operation::check);
    Set<PythonModule> models = new LinkedHashSet<>();
    candidates.stream().filter(this::isOfUse).map(this::moduleOf).forEach(models::add);
    Set<PythonModule> concerned = new LinkedHashSet<>(searched);
    concerned.addAll(closures.read(models, parsing::parse));
    checkImports(concerned);
    Set<String> files = new LinkedHashSet<>();
    concerned.forEach(module -> files.add(module.file()));
    issues.addAll(parsing.issues(file -> isWanted(file) && files.contains(file)));
    issues.addAll(new Clashes(program).issues(candidates, concerned, this::isWanted));
    List<Model> complete = new ArrayList<>();
    for (Model each : candidates) {
      operation.check();
      complete.add(isOfUse(each) ? withFiles(each, closures) : each);
    }
    issues.addAll(requirements.issues());
    return new Findings(complete, issues);
  }

  /** Whether somebody may ask what a candidate consists of. */
  private boolean isOfUse(Model candidate) {
    return candidate.verdict() == Verdict.MODEL
        || options.classes().contains(candidate.className());
  }

  private PythonModule moduleOf(Model candidate) {
    return Objects.requireNonNull(modules.ofFile(candidate.location().file()));
  }

  private boolean isWanted(String file) {
    return options.tests() || !TestFiles.isTest(file);
  }

  /** The files whose classes are looked at. */
  private Set<PythonModule> searched() throws IOException {
    if (options.exhaustive()) {
      parsing.parse(wanted);
      return new LinkedHashSet<>(wanted);
    }
    Set<PythonModule> named = new LinkedHashSet<>();
    for (String name : options.classes()) {
      PythonModule module = modules.named(name.substring(0, Math.max(0, name.indexOf(':'))));
      if (module != null && isWanted(module.file())) {
        named.add(module);
      }
    }
    return new RelevantSources(parsing, options.methods(), operation::check).find(wanted, named);
  }

  private List<Model> judge(Collection<PythonModule> searched) {
    List<Model> candidates = new ArrayList<>();
    operation.started(Phase.RESOLVE, searched.size(), 0);
    for (PythonModule module : searched) {
      operation.check();
      Analysis.Findings findings = analysis.judge(program.number(module));
      candidates.addAll(findings.candidates());
      issues.addAll(findings.issues());
      operation.finished(Phase.RESOLVE, module.file(), Outcome.DONE);
    }
    operation.completed(Phase.RESOLVE);
    return candidates;
  }

  private void checkImports(Collection<PythonModule> concerned) {
    Mentions mentions = new Mentions(sources, operation::check);
    Imports imports = new Imports(program, analysis, parsing, mentions);
    for (PythonModule module : concerned) {
      operation.check();
      if (isWanted(module.file())) {
        imports.check(program.number(module));
      }
    }
    issues.addAll(imports.issues());
  }

  private Model withFiles(Model model, Closures closures) {
    Closure closure = closures.of(program.number(moduleOf(model)));
    return model
        .withFiles(closure.files())
        .withDataHints(closure.hints())
        .withRequirements(closure.requirements());
  }
}
