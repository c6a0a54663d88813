package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Literal;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Parsed;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads and parses the files of a project, several at a time. */
final class Parsing {
  private final Sources sources;
  private final Modules modules;
  private final Operation operation;
  private final LiteralFilter filter;
  private final Map<PythonModule, Parsed> parsed = new LinkedHashMap<>();

  Parsing(Sources sources, Modules modules, Operation operation) {
    this.sources = sources;
    this.modules = modules;
    this.operation = operation;
    this.filter = new LiteralFilter(sources.files());
  }

  /** Parses the wanted files, and of the others those that imports lead to; in files' order. */
  Map<PythonModule, Parsed> run(Predicate<String> wanted) throws IOException {
    List<PythonModule> next =
        modules.all().stream().filter(module -> wanted.test(module.file())).toList();
    while (!next.isEmpty()) {
      parse(next);
      next = imported(next);
    }
    Map<PythonModule, Parsed> ordered = new LinkedHashMap<>();
    for (PythonModule module : modules.all()) {
      Parsed file = parsed.get(module);
      if (file != null) {
        ordered.put(module, file);
      }
    }
    return ordered;
  }

  /** The faults found in wanted files. */
  List<Issue> issues(Predicate<String> wanted) {
    List<Issue> issues = new ArrayList<>();
    parsed.forEach(
        (module, file) -> {
          if (wanted.test(module.file())) {
            file.structure().faults().forEach(fault -> issues.add(issue(module.file(), fault)));
          }
        });
    return issues;
  }

  private static Issue issue(String file, Fault fault) {
    return Issue.of(
        Severity.ERROR,
        "python-" + fault.code(),
        file,
        fault.line(),
        fault.column(),
        fault.message());
  }

  private void parse(List<PythonModule> wave) throws IOException {
    operation.started(Phase.PARSE, wave.size(), 0);
    List<Parsed> files = operation.map(wave, module -> parse(module.file()));
    operation.completed(Phase.PARSE);
    for (int i = 0; i < wave.size(); i++) {
      parsed.put(wave.get(i), files.get(i));
    }
  }

  private Parsed parse(String file) {
    Parsed result;
    try {
      byte[] source = sources.read(file, PythonParser.MAX_SIZE + 1);
      operation.advanced(Phase.PARSE, file, source.length);
      result = new Parsed(PythonParser.parse(source, operation::check), literals(source));
    } catch (IOException e) {
      Fault fault = new Fault("unreadable", 0, 0, "cannot be read: " + FileFailure.reason(e));
      result = new Parsed(new SourceStructure(List.of(), List.of(fault)), List.of());
    }
    operation.finished(Phase.PARSE, file, Outcome.DONE);
    return result;
  }

  private List<Literal> literals(byte[] source) {
    return filter.mayMatter(source) ? PythonParser.literals(source, operation::check) : List.of();
  }

  private List<PythonModule> imported(List<PythonModule> wave) {
    Set<PythonModule> next = new LinkedHashSet<>();
    for (PythonModule module : wave) {
      Parsed file = parsed.getOrDefault(module, Parsed.NOTHING);
      for (String name : Analysis.imports(module, file)) {
        for (String each = name; !each.isEmpty(); each = PythonModule.parent(each)) {
          PythonModule target = modules.named(each);
          if (target != null && !parsed.containsKey(target)) {
            next.add(target);
          }
        }
      }
    }
    return List.copyOf(next);
  }
}
