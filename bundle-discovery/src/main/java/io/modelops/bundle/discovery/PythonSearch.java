package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.ProjectMemory.Basis;
import io.modelops.bundle.discovery.ProjectMemory.Files;
import io.modelops.bundle.discovery.closure.Closure;
import io.modelops.bundle.discovery.closure.Closures;
import io.modelops.bundle.discovery.closure.OutsideImports;
import io.modelops.bundle.discovery.closure.Requirements;
import io.modelops.bundle.discovery.environment.InstalledModules;
import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Derivations;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.Memory;
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
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One search for the models of a project. */
final class PythonSearch {
  /** So many sources are all parsed, as that takes no time. */
  private static final int MAX_ALL_PARSED = 100;

  private final Sources sources;
  private final DiscoveryOptions options;
  private final Operation operation;
  private final Modules modules;
  private final ProjectMemory memory;
  private final Parsing parsing;
  private final Program program;
  private final Analysis analysis;
  private final Registrations registrations;
  private final OutsideImports outside;
  private final Requirements requirements;
  private final List<Issue> issues = new ArrayList<>();

  /**
   * @param rules of which one holds for a model
   * @param known what earlier searches know of a project; of an environment, nothing is known
   */
  PythonSearch(
      Sources sources,
      Frame frame,
      List<NamedRule> rules,
      DiscoveryOptions options,
      ProjectMemory.Source known,
      Operation operation) {
    this.sources = sources;
    this.operation = operation;
    this.modules = SourceMemory.of(sources).modules(sources.files(), frame.layout());
    InstalledModules installed = InstalledModules.of(sources.root(), options);
    Basis basis = new Basis(modules, rules, options, frame.declarations(), frame.versions());
    this.memory =
        installed == null
            ? known.of(basis, sources.files())
            : new ProjectMemory(basis, sources.files());
    boolean all =
        memory.wanted().cardinality() <= MAX_ALL_PARSED
            || memory.sought.everything()
            || installed != null;
    this.options = all ? options.withExhaustive() : options;
    this.parsing = new Parsing(sources, memory.parsed, operation);
    memory.update(parsing);
    this.program = program(frame.versions(), installed);
    program.reads().begin();
    this.analysis =
        new Analysis(program, rules, frame.declarations(), this.options, operation::check);
    memory.rulesFollowFrom(program.reads().end());
    this.registrations =
        new Registrations(program, analysis, parsing, Frame.groups(rules), memory.registered);
    this.outside = new OutsideImports(program, analysis, memory.outside);
    this.requirements = new Requirements(program, outside, sources, installed, memory.requirements);
    if (installed != null) {
      issues.addAll(installed.issues());
    }
  }

  private Program program(PythonVersions versions, @Nullable InstalledModules installed) {
    if (installed == null) {
      boolean session = !sources.memory().equals(Memory.NONE);
      return new Program(modules, versions, null, parsing::table, session);
    }
    InstalledSources outer = new InstalledSources(installed, operation);
    return new Program(
        modules,
        versions,
        installed,
        module -> installed.holds(module) ? outer.table(module) : parsing.table(module),
        false);
  }

  Findings run() throws IOException {
    BitSet searched = searched();
    List<Model> candidates = judge(searched);
    issues.addAll(analysis.missingDeclarations());
    Closures closures = closures();
    BitSet needed = closures.read(numbers(candidates, this::isOfUse), parsing::parse);
    needed.stream().forEach(this::look);
    BitSet concerned = (BitSet) needed.clone();
    concerned.or(searched);
    issues.addAll(
        new Clashes(program, memory.clashing).issues(candidates, concerned, memory::isWanted));
    concerned.and(memory.wanted());
    checkImports(concerned);
    issues.addAll(parsing.issues(module -> concerned.get(program.number(module))));
    ModelDetails details = new ModelDetails(parsing, program, analysis, operation, memory.detailed);
    List<Model> complete = new ArrayList<>();
    for (Model each : details.complete(candidates)) {
      operation.check();
      complete.add(isOfUse(each) ? withFiles(each, closures) : each);
    }
    issues.addAll(requirements.issues());
    if (complete.stream().anyMatch(each -> each.verdict() == Verdict.MODEL)) {
      parsing.forgetContents();
    }
    return new Findings(complete, issues);
  }

  /** Finds out what a module means for the models that need it, beside its edges. */
  private void look(int module) {
    operation.check();
    outside.of(module);
    memory.files.get(module, program.reads(), this::files);
  }

  private Files files(int module) {
    program.reads().add(module);
    String file = program.module(module).file();
    return new Files(parsing.hints().of(file), parsing.stubs().get(file));
  }

  /** The modules of those candidates that something holds for. */
  private BitSet numbers(List<Model> candidates, Predicate<Model> wanted) {
    BitSet numbers = new BitSet();
    candidates.stream().filter(wanted).forEach(each -> numbers.set(program.number(moduleOf(each))));
    return numbers;
  }

  private Closures closures() {
    return new Closures(
        program,
        analysis,
        parsing.hints(),
        requirements,
        parsing.stubs(),
        memory.edges,
        memory.closures,
        operation::check);
  }

  /** The classes for which rules hold, by the name of the rule. */
  Map<String, List<SourceRange>> holding() throws IOException {
    Map<String, List<SourceRange>> holding = new LinkedHashMap<>();
    for (int module : searched().stream().toArray()) {
      operation.check();
      analysis
          .holding(module)
          .forEach(
              (rule, places) ->
                  holding.computeIfAbsent(rule, key -> new ArrayList<>()).addAll(places));
    }
    return holding;
  }

  /** What the files of models need, and what the models derive from; of others, nothing. */
  Relations relations(List<Model> all) throws IOException {
    List<Model> models =
        all.stream().filter(model -> modules.ofFile(model.location().file()) != null).toList();
    Closures closures = closures();
    Map<String, List<Step>> needs = new HashMap<>();
    for (int module :
        closures.read(numbers(models, each -> true), parsing::parse).stream().toArray()) {
      operation.check();
      List<Step> steps = closures.steps(module);
      if (!steps.isEmpty()) {
        needs.put(program.module(module).file(), steps);
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

  /** The modules whose classes are looked at. */
  private BitSet searched() throws IOException {
    BitSet searched = relevant();
    List<ModelDeclaration> registered = registrations.in(searched);
    program.reads().begin();
    if (!registered.isEmpty()) {
      analysis.declare(registered);
      analysis.declared().forEach(name -> addModule(name, searched));
      parsing.parse(searched.stream().mapToObj(program::module).toList());
    }
    memory.declared(registered, program.reads().end());
    return searched;
  }

  private BitSet relevant() throws IOException {
    if (options.exhaustive()) {
      parsing.parse(memory.wanted().stream().mapToObj(program::module).toList());
      return (BitSet) memory.wanted().clone();
    }
    BitSet named = new BitSet();
    options.classes().stream()
        .map(name -> name.substring(0, Math.max(0, name.indexOf(':'))))
        .forEach(name -> addModule(name, named));
    analysis.declared().forEach(name -> addModule(name, named));
    return memory.relevant.find(named, parsing, operation::check);
  }

  private void addModule(String name, BitSet into) {
    int module = program.number(name);
    if (module >= 0 && memory.wanted().get(module)) {
      into.set(module);
    }
  }

  private List<Model> judge(BitSet searched) {
    List<Model> candidates = new ArrayList<>();
    operation.started(Phase.RESOLVE, searched.cardinality(), 0);
    for (int module : searched.stream().toArray()) {
      operation.check();
      Analysis.Findings findings = memory.judged.get(module, program.reads(), this::judge);
      candidates.addAll(findings.candidates());
      issues.addAll(findings.issues());
      operation.finished(Phase.RESOLVE, program.module(module).file(), Outcome.DONE);
    }
    operation.completed(Phase.RESOLVE);
    return candidates;
  }

  private Analysis.Findings judge(int module) {
    Analysis.Findings findings = analysis.judge(module);
    findings
        .candidates()
        .addAll(analysis.functions(module, () -> parsing.returnedCalls(program.module(module))));
    return findings;
  }

  private void checkImports(BitSet concerned) {
    Mentions mentions = new Mentions(sources, operation::check);
    GeneratedModules generated = new GeneratedModules(sources, program.names(), options.walk());
    Imports imports = new Imports(program, analysis, parsing, mentions, generated, memory.imports);
    for (int module : concerned.stream().toArray()) {
      operation.check();
      imports.check(module);
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
