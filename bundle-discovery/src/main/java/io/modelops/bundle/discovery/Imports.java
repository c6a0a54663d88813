package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.ImportCheck;
import io.modelops.bundle.discovery.resolve.ImportCheck.Missing;
import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.discovery.symbols.Span;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The imports of a project that do not lead where they should. */
final class Imports {
  private final Program program;
  private final Analysis analysis;
  private final ImportCheck check;
  private final Mentions mentions;
  private final GeneratedModules generated;
  private final ModuleMemo<Suspicious> found;
  private final List<Issue> computed = new ArrayList<>();
  private final List<Suspect> suspects = new ArrayList<>();

  /** An import, what it may not find, and whether it may fail. */
  record Suspect(int importer, ImportUse use, List<Missing> missing, boolean mayFail) {}

  /** The imports of a module at which a closer look is taken. */
  record Suspicious(List<Issue> computed, List<Suspect> suspects) {
    static final Suspicious NONE = new Suspicious(List.of(), List.of());
  }

  Imports(
      Program program,
      Analysis analysis,
      Parsing parsing,
      Mentions mentions,
      GeneratedModules generated,
      ModuleMemo<Suspicious> found) {
    this.found = found;
    this.program = program;
    this.analysis = analysis;
    this.check = new ImportCheck(program, parsing::mentions);
    this.mentions = mentions;
    this.generated = generated;
  }

  /** Looks at the imports of a module. */
  void check(int module) {
    Suspicious suspicious = found.get(module, program.reads(), this::suspicious);
    computed.addAll(suspicious.computed());
    suspects.addAll(suspicious.suspects());
  }

  private Suspicious suspicious(int module) {
    List<Issue> issues = new ArrayList<>(0);
    List<Suspect> all = new ArrayList<>(0);
    for (Span span : program.table(module).computedImports()) {
      String text = "imports what reading does not tell; a model's files may lack it";
      issues.add(issue(Severity.INFO, "computed-import", module, span, text));
    }
    for (ImportUse use : program.table(module).imports()) {
      List<Missing> missing = check.missing(module, use);
      if (!missing.isEmpty()) {
        boolean mayFail = use.guarded() || !analysis.runs(module, use);
        all.add(new Suspect(module, use, missing, mayFail));
      }
    }
    return issues.isEmpty() && all.isEmpty() ? Suspicious.NONE : new Suspicious(issues, all);
  }

  /**
   * One issue for each import that is computed or fails. Reads each module once that may bind more
   * names.
   */
  List<Issue> issues() {
    Map<Integer, Set<String>> names = new TreeMap<>();
    for (Suspect suspect : suspects) {
      for (Missing each : suspect.missing()) {
        if (each.module() >= 0) {
          names.computeIfAbsent(each.module(), key -> new HashSet<>()).add(each.name());
        }
      }
    }
    Map<Integer, Set<String>> unmentioned = new TreeMap<>();
    names.forEach(
        (module, asked) ->
            unmentioned.put(module, mentions.unmentioned(program.module(module), asked)));
    List<Issue> issues = new ArrayList<>(computed);
    for (Suspect suspect : suspects) {
      suspect.missing().stream()
          .filter(
              each ->
                  each.module() < 0
                      || unmentioned.getOrDefault(each.module(), Set.of()).contains(each.name()))
          .filter(each -> !generated.has(each.submodule()))
          .findFirst()
          .ifPresent(each -> issues.add(issue(suspect, each.text())));
    }
    return issues;
  }

  private Issue issue(Suspect suspect, String text) {
    Severity severity = suspect.mayFail() ? Severity.INFO : Severity.WARNING;
    Span span = suspect.use().span();
    return issue(severity, "unresolved-import", suspect.importer(), span, text);
  }

  private Issue issue(Severity severity, String code, int module, Span span, String text) {
    String file = program.module(module).file();
    return Issue.of(severity, code, file, span.line(), span.column(), text);
  }
}
