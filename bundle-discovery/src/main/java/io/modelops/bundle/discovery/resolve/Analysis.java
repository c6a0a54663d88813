package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Statement.Argument;
import io.modelops.bundle.discovery.resolve.Judge.Judgement;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the candidates in a project whose files have been parsed. */
public final class Analysis {
  private final Modules modules;
  private final Map<PythonModule, List<ImportUse>> imports = new LinkedHashMap<>();
  private final Map<PythonModule, Source> sources = new LinkedHashMap<>();
  private final DataHints hints;
  private final List<Issue> issues = new ArrayList<>();
  private final List<Model> candidates = new ArrayList<>();

  /**
   * @param parsed the sources, in the order of the files
   * @param files all files of the project
   */
  public Analysis(Modules modules, Map<PythonModule, Parsed> parsed, Collection<String> files) {
    this.modules = modules;
    this.hints = new DataHints(files);
    parsed.forEach(
        (module, file) -> {
          imports.put(module, ImportUse.of(module, file));
          sources.put(module, ScopeBuilder.build(module, file.structure()));
          hints.add(module.file(), file.literals());
        });
  }

  /** The names of all modules that a file may import. */
  public static Set<String> imports(PythonModule module, Parsed file) {
    return ImportUse.of(module, file).stream()
        .flatMap(use -> use.targets().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Judges every class. Runs once.
   *
   * @param methods what a model has
   * @param wanted the files whose classes and faults are of interest
   * @param mentions whether a module's source mentions a name, or may bind any
   */
  public Analysis run(
      List<String> methods,
      Predicate<String> wanted,
      BiPredicate<PythonModule, String> mentions,
      Operation operation) {
    Names names = new Names(modules, sources.values());
    List<ClassSymbol> classes =
        sources.values().stream().flatMap(source -> source.classes().stream()).toList();
    Hierarchy hierarchy = new Hierarchy(classes, names, methods);
    Judge judge = new Judge(methods, hierarchy);
    Closures closures =
        new Closures(
            modules,
            sources.keySet(),
            module -> loaded(module, names),
            module -> baseModules(module, hierarchy));
    ImportCheck check = new ImportCheck(modules, names, mentions);
    for (Source source : sources.values()) {
      operation.check();
      if (wanted.test(source.module().file())) {
        issues.addAll(check.check(source.module(), uses(source.module())));
        judge(source, judge, closures);
      }
    }
    return this;
  }

  public List<Model> candidates() {
    return candidates;
  }

  public List<Issue> issues() {
    return issues;
  }

  private List<ImportUse> uses(PythonModule module) {
    return imports.getOrDefault(module, List.of());
  }

  private Collection<String> loaded(PythonModule module, Names names) {
    Set<String> loaded = new LinkedHashSet<>();
    for (ImportUse use : uses(module)) {
      if (!use.typing()) {
        loaded.addAll(use.targets());
        loaded.addAll(use.star() ? names.listedModules(use.module()) : List.of());
      }
    }
    return loaded;
  }

  private Collection<PythonModule> baseModules(PythonModule module, Hierarchy hierarchy) {
    Source source = sources.get(module);
    return source == null
        ? Set.of()
        : source.classes().stream().flatMap(hierarchy::baseModules).collect(Collectors.toSet());
  }

  private void judge(Source source, Judge judge, Closures closures) {
    Map<String, ClassSymbol> last = new LinkedHashMap<>();
    for (ClassSymbol symbol : source.classes()) {
      ClassSymbol earlier = last.put(symbol.name(), symbol);
      if (earlier != null && (judge.judge(symbol) != null || judge.judge(earlier) != null)) {
        issues.add(duplicate(symbol, earlier));
      }
    }
    for (ClassSymbol symbol : last.values()) {
      Judgement judgement = judge.judge(symbol);
      if (judgement != null) {
        candidates.add(model(symbol, judgement, closures.files(source.module())));
      }
    }
  }

  private static Issue duplicate(ClassSymbol symbol, ClassSymbol earlier) {
    return Issue.of(
        Severity.WARNING,
        "duplicate-class",
        symbol.module().file(),
        symbol.definition().line(),
        symbol.definition().column(),
        symbol.id()
            + " is defined in lines "
            + earlier.definition().line()
            + " and "
            + symbol.definition().line()
            + "; the later one counts");
  }

  private Model model(ClassSymbol symbol, Judgement judgement, List<String> files) {
    return Model.of(symbol.id(), judgement.verdict(), symbol.location())
        .withReasons(judgement.reasons())
        .withBases(bases(symbol))
        .withFiles(files)
        .withDataHints(hints.of(files))
        .withDoc(firstLine(symbol.definition().docstring()));
  }

  private static @Nullable String firstLine(@Nullable String docstring) {
    return docstring == null
        ? null
        : docstring
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse(null);
  }

  private static List<String> bases(ClassSymbol symbol) {
    return symbol.definition().arguments().stream()
        .filter(argument -> argument.keyword() == null && argument.stars() < 2)
        .map(Analysis::text)
        .toList();
  }

  private static String text(Argument argument) {
    return "*".repeat(argument.stars()) + argument.value().text();
  }
}
