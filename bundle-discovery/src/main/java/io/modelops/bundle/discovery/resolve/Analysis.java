package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.symbols.ClassSymbol;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what the modules of a program mean, as far as it is asked. For one thread. */
public final class Analysis {
  private final Program program;
  private final Resolver resolver;
  private final Criteria criteria;
  private final Hierarchy hierarchy;
  private final Judge judge;
  private final FunctionJudge functions;
  private final Reachability reachability;
  private final Runnable checkpoint;

  /**
   * What was found in a module.
   *
   * @param candidates without their files
   */
  public record Findings(List<Model> candidates, List<Issue> issues) {}

  /**
   * @param rules of which one holds for a model
   * @param declarations what the project declares
   * @param options which classes are candidates
   * @param checkpoint called in every loop; what it throws reaches the caller
   */
  public Analysis(
      Program program,
      List<NamedRule> rules,
      List<ModelDeclaration> declarations,
      DiscoveryOptions options,
      Runnable checkpoint) {
    this.program = program;
    this.resolver = new Resolver(program, checkpoint);
    this.criteria = new Criteria(rules, declarations, resolver);
    this.hierarchy = new Hierarchy(resolver, criteria, checkpoint);
    this.judge = new Judge(criteria, options, hierarchy, resolver);
    this.reachability = new Reachability(resolver);
    this.functions = new FunctionJudge(criteria, hierarchy, resolver);
    this.checkpoint = checkpoint;
  }

  /** Whether an import can run where its module is imported. */
  public boolean runs(int module, ImportUse use) {
    return resolver.liveness().mayLoad(module, use.branch());
  }

  /** The names that {@code __all__} of a module is known to list; none if it has no source. */
  public Set<String> listed(String module) {
    int number = program.number(module);
    return number < 0 ? Set.of() : new TreeSet<>(program.table(number).exports().names());
  }

  /** The modules that the bases of a module's classes are defined in. */
  public Set<Integer> baseModules(int module) {
    Set<Integer> modules = new TreeSet<>();
    for (int i = 0; i < program.table(module).classes().size(); i++) {
      checkpoint.run();
      hierarchy.bases(new ClassId(module, i)).forEach(base -> modules.add(base.module()));
    }
    return modules;
  }

  /** Adds what the project declares in its code. */
  public void declare(List<ModelDeclaration> declarations) {
    criteria.declare(declarations);
  }

  /**
   * What a dotted name can stand for in a module: at its end, or else where a function imports it.
   *
   * @return dotted, from the module's name on
   */
  public Set<String> meanings(int module, String dotted) {
    Set<String> names = new TreeSet<>();
    resolver.global(module, dotted).all().stream()
        .filter(each -> !(each.meaning() instanceof Meaning.Undefined))
        .forEach(each -> names.add(each.meaning().name()));
    int dot = dotted.indexOf('.');
    String first = dot < 0 ? dotted : dotted.substring(0, dot);
    for (ImportUse use : names.isEmpty() ? program.table(module).imports() : List.<ImportUse>of()) {
      if (use.level() == 0 && use.names().contains(first)) {
        names.add(use.module() + "." + dotted);
      } else if (use.level() == 0 && use.names().isEmpty() && use.module().equals(first)) {
        names.add(dotted);
      }
    }
    return names;
  }

  /** The modules in which the classes and functions are that the project declares. */
  public Set<String> declared() {
    return criteria.declared();
  }

  /** An issue for each declaration of what is not there. */
  public List<Issue> missingDeclarations() {
    return criteria.missing();
  }

  /** The classes of a module for which rules hold, by the name of the rule. */
  public Map<String, List<SourceRange>> holding(int module) {
    Map<String, List<SourceRange>> holding = new LinkedHashMap<>();
    for (int i = 0; i < program.table(module).classes().size(); i++) {
      checkpoint.run();
      ClassId id = new ClassId(module, i);
      for (String rule : judge.holding(id)) {
        holding.computeIfAbsent(rule, key -> new ArrayList<>()).add(program.location(id));
      }
    }
    return holding;
  }

  /**
   * The classes of the project that a class inherits from, itself first, in the order in which
   * Python looks for attributes.
   *
   * @param line that of the class
   */
  public Lineage lineage(int module, int line) {
    int index = classAt(module, line);
    return index < 0
        ? new Lineage(List.of(), null)
        : Lineage.of(hierarchy.ask(new ClassId(module, index)), program);
  }

  /** Collects what classes derive from. */
  public Derivations derivations() {
    return new Derivations(this::classAt, hierarchy, program, checkpoint);
  }

  /** The number of the class whose keyword is in a line; -1 if there is none. */
  private int classAt(int module, int line) {
    List<ClassSymbol> classes = program.table(module).classes();
    for (int i = 0; i < classes.size(); i++) {
      if (classes.get(i).span().line() == line) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The attribute of a module that a dotted name stands for in a module; null if that is unsure.
   */
  public @Nullable Attribute attribute(int module, String dotted) {
    Senses senses = resolver.global(module, dotted);
    if (senses.all().size() != 1
        || !(senses.all().get(0).meaning() instanceof Meaning.Instance instance)) {
      return null;
    }
    int dot = instance.name().lastIndexOf('.');
    int owner = program.number(instance.name().substring(0, dot));
    return owner < 0 ? null : new Attribute(owner, instance.name().substring(dot + 1));
  }

  /** A name that a module binds. */
  public record Attribute(int module, String name) {}

  /**
   * The functions of a module that are models.
   *
   * @param returned what each function of the module returns calls of, by its line; asked if a rule
   *     depends on it
   */
  public List<Model> functions(int module, Supplier<Map<Integer, List<String>>> returned) {
    return functions.judge(module, returned);
  }

  /** Judges the classes of a module. */
  public Findings judge(int module) {
    Map<String, List<ClassId>> byName = new LinkedHashMap<>();
    List<ClassSymbol> classes = program.table(module).classes();
    for (int i = 0; i < classes.size(); i++) {
      byName
          .computeIfAbsent(classes.get(i).name(), name -> new ArrayList<>(1))
          .add(new ClassId(module, i));
    }
    Findings findings = new Findings(new ArrayList<>(), new ArrayList<>());
    for (List<ClassId> classesOfOneName : byName.values()) {
      checkpoint.run();
      classesOfOneName.sort(
          (a, b) -> Integer.compare(program.location(a).line(), program.location(b).line()));
      judge(classesOfOneName, findings);
    }
    return findings;
  }

  private void judge(List<ClassId> all, Findings findings) {
    ClassId last = all.get(all.size() - 1);
    List<ClassId> counting = all.size() == 1 ? all : counting(all);
    addDuplicates(all, Set.copyOf(counting), findings.issues());
    Map<Verdict, Judgement> judgements = new LinkedHashMap<>();
    boolean always = true;
    for (ClassId each : counting) {
      checkpoint.run();
      Judgement judgement = judge.judge(each);
      always &= judgement != null;
      if (judgement != null) {
        judgements.put(judgement.verdict(), judgement);
      }
    }
    ClassId shown = counting.isEmpty() ? last : counting.get(counting.size() - 1);
    if (judgements.size() == 1 && always) {
      findings.candidates().add(candidate(shown, judgements.values().iterator().next()));
    } else if (!judgements.isEmpty()) {
      findings.candidates().add(candidate(shown, either(counting, judgements.values())));
    }
  }

  /** Those that the name can stand for in the end; the last one if it stands for none. */
  private List<ClassId> counting(List<ClassId> all) {
    ClassId last = all.get(all.size() - 1);
    Set<ClassId> bound = reachability.bound(last);
    List<ClassId> counting = all.stream().filter(bound::contains).toList();
    return counting.isEmpty() ? List.of(last) : counting;
  }

  private Judgement either(List<ClassId> counting, Collection<Judgement> judgements) {
    ClassId first = counting.get(0);
    ClassId last = counting.get(counting.size() - 1);
    Set<Reason> reasons = new LinkedHashSet<>();
    reasons.add(
        Reason.of(
                program.name(last)
                    + " can be the class of "
                    + program.location(first)
                    + " or that of "
                    + program.location(last))
            .withFrom(program.name(last))
            .withLocation(program.location(last)));
    judgements.forEach(each -> reasons.addAll(each.reasons()));
    String rule = judgements.iterator().next().rule();
    return new Judgement(Verdict.UNRESOLVED, rule, List.copyOf(reasons));
  }

  private void addDuplicates(List<ClassId> all, Set<ClassId> counting, List<Issue> issues) {
    List<ClassId> live =
        all.stream()
            .filter(
                each ->
                    resolver.liveness().dead(each.module(), program.symbol(each).branch()) == null)
            .toList();
    for (int i = 1; i < live.size(); i++) {
      ClassId earlier = live.get(i - 1);
      ClassId later = live.get(i);
      if (judge.isCandidate(earlier) || judge.isCandidate(later)) {
        issues.add(duplicate(earlier, later, counting.contains(earlier)));
      }
    }
  }

  private Issue duplicate(ClassId earlier, ClassId later, boolean either) {
    return Issue.of(
        Severity.WARNING,
        "duplicate-class",
        program.location(later).file(),
        program.location(later).line(),
        program.location(later).column(),
        program.name(later)
            + " is defined in lines "
            + program.location(earlier).line()
            + " and "
            + program.location(later).line()
            + (either ? "; either may count" : "; the later one counts"));
  }

  private Model candidate(ClassId id, Judgement judgement) {
    ClassSymbol symbol = program.symbol(id);
    List<String> bases =
        symbol.bases().stream().map(base -> "*".repeat(base.stars()) + base.text()).toList();
    return Model.of(program.name(id), judgement.verdict(), program.location(id))
        .withRule(judgement.rule())
        .withReasons(judgement.reasons())
        .withBases(bases)
        .withDoc(symbol.doc());
  }
}
