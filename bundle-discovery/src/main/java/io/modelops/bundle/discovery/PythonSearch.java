package io.modelops.bundle.discovery;

import static java.util.stream.Collectors.partitioningBy;

import io.modelops.bundle.discovery.closure.Closure;
import io.modelops.bundle.discovery.closure.Closures;
import io.modelops.bundle.discovery.closure.OutsideImports;
import io.modelops.bundle.discovery.closure.Requirements;
import io.modelops.bundle.discovery.environment.InstalledModules;
import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.ModelDeclarations;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.project.TestFiles;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Derivations;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Findings;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.Relations;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private final Sought sought;
  private final Analysis analysis;
  private final Registrations registrations;
  private final Requirements requirements;
  private final List<Issue> issues = new ArrayList<>();

  /**
   * @param rules of which one holds for a model
   */
  PythonSearch(
      Sources sources,
      Modules modules,
      List<NamedRule> rules,
      DiscoveryOptions options,
      Operation operation)
      throws IOException {
    this.sources = sources;
    this.wanted =
        modules.all().stream()
            .filter(module -> options.tests() || !TestFiles.isTest(module.file()))
            .toList();
    this.sought = Sought.of(rules, modules);
    InstalledModules installed = InstalledModules.of(sources.root(), options);
    boolean all = wanted.size() <= MAX_ALL_PARSED || sought.everything() || installed != null;
    this.options = all ? options.withExhaustive() : options;
    this.operation = operation;
    this.modules = modules;
    this.parsing = new Parsing(sources, modules.roots(), operation);
    this.program = program(installed);
    Set<String> groups = groups(rules);
    List<ModelDeclaration> declarations = ModelDeclarations.of(sources, groups);
    this.analysis = new Analysis(program, rules, declarations, this.options, operation::check);
    this.registrations = new Registrations(program, analysis, parsing, groups);
    this.requirements =
        new Requirements(program, new OutsideImports(program, analysis), sources, installed);
    if (installed != null) {
      issues.addAll(installed.issues());
    }
  }

  private Program program(@Nullable InstalledModules installed) throws IOException {
    PythonVersions versions = PythonVersions.of(sources);
    if (installed == null) {
      return new Program(modules, versions, null, parsing::table);
    }
    InstalledSources outside = new InstalledSources(installed, operation);
    return new Program(
        modules,
        versions,
        installed,
        module -> installed.holds(module) ? outside.table(module) : parsing.table(module));
  }

  private static Set<String> groups(List<NamedRule> rules) {
    Set<String> groups = new LinkedHashSet<>();
    rules.forEach(each -> groups.addAll(each.rule().names(Rule.Declared.class)));
    return groups;
  }

  Findings run() throws IOException {
    Set<PythonModule> searched = searched();
    List<Model> candidates = judge(searched);
    issues.addAll(analysis.missingDeclarations());
    Closures closures = closures();
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
    List<Model> detailed = withDetails(complete);
    if (detailed.stream().anyMatch(each -> each.verdict() == Verdict.MODEL)) {
      parsing.forgetContents();
    }
    return new Findings(detailed, issues);
  }

  private Closures closures() {
    return new Closures(
        program, analysis, parsing.hints(), requirements, parsing.stubs(), operation::check);
  }

  private List<Model> withDetails(List<Model> candidates) throws IOException {
    Map<Boolean, List<Model>> models =
        candidates.stream().collect(partitioningBy(each -> each.verdict() == Verdict.MODEL));
    List<Model> all = new ArrayList<>(models.getOrDefault(false, List.of()));
    ModelDetails details = new ModelDetails(parsing, program, analysis, operation);
    all.addAll(details.complete(models.getOrDefault(true, List.of())));
    return all;
  }

  /** The classes for which rules hold, by the name of the rule. */
  Map<String, List<SourceRange>> holding() throws IOException {
    Map<String, List<SourceRange>> holding = new LinkedHashMap<>();
    for (PythonModule module : searched()) {
      operation.check();
      analysis
          .holding(program.number(module))
          .forEach(
              (rule, places) ->
                  holding.computeIfAbsent(rule, key -> new ArrayList<>()).addAll(places));
    }
    return holding;
  }

  /** What the files of models need, and what the models derive from. */
  Relations relations(List<Model> models) throws IOException {
    Closures closures = closures();
    Set<PythonModule> all =
        closures.read(models.stream().map(this::moduleOf).distinct().toList(), parsing::parse);
    Map<String, List<Step>> needs = new HashMap<>();
    for (PythonModule module : all) {
      operation.check();
      List<Step> steps = closures.steps(program.number(module));
      if (!steps.isEmpty()) {
        needs.put(module.file(), steps);
      }
    }
    Derivations derivations = analysis.derivations();
    for (Model model : models) {
      derivations.add(program.number(moduleOf(model)), model.location().line());
    }
    return Relations.of(needs, derivations.all());
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
    Set<PythonModule> searched = relevant();
    List<ModelDeclaration> registered = registrations.in(searched);
    if (!registered.isEmpty()) {
      analysis.declare(registered);
      analysis.declared().forEach(name -> addModule(name, searched));
      parsing.parse(searched);
    }
    return searched;
  }

  private Set<PythonModule> relevant() throws IOException {
    if (options.exhaustive()) {
      parsing.parse(wanted);
      return new LinkedHashSet<>(wanted);
    }
    Set<PythonModule> named = new LinkedHashSet<>();
    options.classes().stream()
        .map(name -> name.substring(0, Math.max(0, name.indexOf(':'))))
        .forEach(name -> addModule(name, named));
    analysis.declared().forEach(name -> addModule(name, named));
    return new RelevantSources(parsing, sought, operation::check).find(wanted, named);
  }

  private void addModule(String name, Set<PythonModule> into) {
    PythonModule module = modules.named(name);
    if (module != null && isWanted(module.file())) {
      into.add(module);
    }
  }

  private List<Model> judge(Collection<PythonModule> searched) {
    List<Model> candidates = new ArrayList<>();
    operation.started(Phase.RESOLVE, searched.size(), 0);
    for (PythonModule module : searched) {
      operation.check();
      Analysis.Findings findings = analysis.judge(program.number(module));
      candidates.addAll(findings.candidates());
      candidates.addAll(
          analysis.functions(program.number(module), () -> parsing.returnedCalls(module)));
      issues.addAll(findings.issues());
      operation.finished(Phase.RESOLVE, module.file(), Outcome.DONE);
    }
    operation.completed(Phase.RESOLVE);
    return candidates;
  }

  private void checkImports(Collection<PythonModule> concerned) {
    Mentions mentions = new Mentions(sources, operation::check);
    GeneratedModules generated = new GeneratedModules(sources, program.names(), options.walk());
    Imports imports = new Imports(program, analysis, parsing, mentions, generated);
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
