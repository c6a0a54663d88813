package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.closure.DataHints;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.symbols.Exports;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.SymbolTableBuilder;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files of a project and notes what each says, several at a time. */
final class Parsing {
  private static final Pattern USE_OF_EXPORTS = Pattern.compile("__all__[.\\[]");
  private static final String UNREADABLE = "unreadable";

  /** What the name of a stub has more than that of its source. */
  private static final String STUB = "i";

  private final Sources sources;
  private final Modules modules;
  private final Operation operation;
  private final LiteralFilter filter;
  private final DataHints hints;
  private final Map<PythonModule, SymbolTable> tables = new HashMap<>();
  private final Map<String, List<Fault>> faults = new LinkedHashMap<>();
  private final Map<String, String> stubs = new HashMap<>();

  /** What a file says. */
  private record Parsed(
      SymbolTable table, Literals literals, @Nullable String stub, List<Fault> faults) {}

  Parsing(Sources sources, Modules modules, Operation operation) {
    this.sources = sources;
    this.modules = modules;
    this.operation = operation;
    this.filter = new LiteralFilter(sources.files());
    this.hints = new DataHints(sources.files());
  }

  /** Parses the wanted files, and of the others those that imports lead to; in files' order. */
  Map<PythonModule, SymbolTable> run(Predicate<String> wanted) throws IOException {
    List<PythonModule> next =
        modules.all().stream().filter(module -> wanted.test(module.file())).toList();
    while (!next.isEmpty()) {
      parse(next);
      next = imported(next);
    }
    Map<PythonModule, SymbolTable> ordered = new LinkedHashMap<>();
    for (PythonModule module : modules.all()) {
      SymbolTable table = tables.get(module);
      if (table != null) {
        ordered.put(module, table);
      }
    }
    return ordered;
  }

  /** The files that the sources mention. */
  DataHints hints() {
    return hints;
  }

  /** The stubs, by source, that sources read when they run. */
  Map<String, String> stubs() {
    return stubs;
  }

  /** The faults found in wanted files. */
  List<Issue> issues(Predicate<String> wanted) {
    List<Issue> issues = new ArrayList<>();
    faults.forEach(
        (file, found) -> {
          if (wanted.test(file)) {
            found.forEach(fault -> issues.add(issue(file, fault)));
          }
        });
    return issues;
  }

  private static Issue issue(String file, Fault fault) {
    Issue issue =
        Issue.of(
            Severity.ERROR,
            "python-" + fault.code(),
            file,
            fault.line(),
            fault.column(),
            fault.message());
    return fault.code().equals(UNREADABLE) ? issue.withIncomplete() : issue;
  }

  private void parse(List<PythonModule> wave) throws IOException {
    operation.started(Phase.PARSE, wave.size(), 0);
    List<Parsed> files = operation.map(wave, module -> parse(module.file()));
    operation.completed(Phase.PARSE);
    for (int i = 0; i < wave.size(); i++) {
      Parsed parsed = files.get(i);
      String file = wave.get(i).file();
      tables.put(wave.get(i), parsed.table());
      hints.add(file, parsed.literals().paths());
      if (parsed.stub() != null) {
        stubs.put(file, parsed.stub());
      }
      if (!parsed.faults().isEmpty()) {
        faults.put(file, parsed.faults());
      }
    }
  }

  private Parsed parse(String file) {
    Parsed result;
    try {
      byte[] source = sources.read(file, PythonParser.MAX_SIZE + 1);
      operation.advanced(Phase.PARSE, file, source.length);
      SourceStructure structure = PythonParser.parse(source, operation::check);
      Literals literals =
          filter.mayMatter(source)
              ? PythonParser.literals(source, structure, operation::check)
              : Literals.NONE;
      SourceStructure stub = literals.stub() == null ? null : stub(file);
      literals = literals.withStub(stub);
      SymbolTable table = SymbolTableBuilder.build(structure, literals, operation::check);
      Exports exports = table.exports();
      boolean open = exports.declared() && usesOfExports(source) > exports.calls();
      result =
          new Parsed(
              open ? table.withOpenExports() : table,
              literals,
              stub == null ? null : file + STUB,
              structure.faults());
    } catch (IOException e) {
      Fault fault = new Fault(UNREADABLE, 0, 0, "cannot be read: " + FileFailure.reason(e));
      result = new Parsed(SymbolTable.EMPTY, Literals.NONE, null, List.of(fault));
    }
    operation.finished(Phase.PARSE, file, Outcome.DONE);
    return result;
  }

  /** What the stub beside a source says; null if there is none that can be read. */
  private @Nullable SourceStructure stub(String file) {
    try {
      return sources.files().contains(file + STUB)
          ? PythonParser.parse(
              sources.read(file + STUB, PythonParser.MAX_SIZE + 1), operation::check)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** How often a method or an element of {@code __all__} seems to be used. */
  private static int usesOfExports(byte[] source) {
    return (int)
        USE_OF_EXPORTS.matcher(new String(source, StandardCharsets.ISO_8859_1)).results().count();
  }

  private List<PythonModule> imported(List<PythonModule> wave) {
    Set<PythonModule> next = new LinkedHashSet<>();
    for (PythonModule module : wave) {
      operation.check();
      for (ImportUse use : tables.getOrDefault(module, SymbolTable.EMPTY).imports()) {
        for (String source : modules.targets(module, use.level(), use.module())) {
          add(source, next);
          use.names().forEach(name -> add(source + "." + name, next));
        }
      }
    }
    return List.copyOf(next);
  }

  /** Adds a module and the packages around it, as far as they have not been parsed. */
  private void add(String name, Set<PythonModule> next) {
    for (String each = name; !each.isEmpty(); each = PythonModule.parent(each)) {
      PythonModule target = modules.named(each);
      if (target != null && !tables.containsKey(target)) {
        next.add(target);
      }
    }
  }
}
