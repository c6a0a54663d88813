package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.ParsedSource.Source;
import io.modelops.bundle.discovery.SourceMemory.Said;
import io.modelops.bundle.discovery.SourceReader.Seen;
import io.modelops.bundle.discovery.closure.DataHints;
import io.modelops.bundle.discovery.parameters.ModuleFindings;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.python.Words;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the files of a project and notes what each says. What is known to be needed is read several
 * at a time; anything else is read when it is asked for. For one thread.
 */
final class Parsing {
  private static final String DIRECTION = "direction";

  /** Sources are kept up to this size, all together, in bytes; others are parsed again. */
  private static final int MAX_KEPT = 16_000_000;

  private final Sources sources;
  private final Operation operation;
  private final SourceMemory memory;
  private final SourceReader reader;
  private final ParsedModules parsed;
  private final Map<PythonModule, Source> kept = new HashMap<>();
  private int keptSize;

  /**
   * @param parsed what is known already, and becomes known
   */
  Parsing(Sources sources, ParsedModules parsed, Operation operation) {
    this.sources = sources;
    this.parsed = parsed;
    this.operation = operation;
    this.memory = SourceMemory.of(sources);
    this.reader = new SourceReader(sources, memory, operation);
  }

  /** Whether a module says what is known of it. */
  boolean isUnchanged(PythonModule module) {
    return parsed.isKnown(module, sources.memory().version(module.file()));
  }

  /** Reads files, and parses those of them that can matter by themselves; these are returned. */
  Set<PythonModule> read(Collection<PythonModule> files, Sought sought) throws IOException {
    List<PythonModule> list = List.copyOf(files);
    List<Seen> seen = inParallel(list, module -> reader.look(module.file(), sought));
    Set<PythonModule> mattering = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      PythonModule module = list.get(i);
      parsed.read(module, memory.said(sources, module.file()));
      parsed.words.put(module, seen.get(i).words());
      ParsedSource source = seen.get(i).parsed();
      if (source != null) {
        keep(module, source);
        mattering.add(module);
      }
    }
    return mattering;
  }

  /** Parses those files that have not been parsed. */
  void parse(Collection<PythonModule> files) throws IOException {
    List<PythonModule> left = files.stream().filter(each -> !isParsed(each)).toList();
    if (!left.isEmpty()) {
      List<ParsedSource> all = inParallel(left, this::parseAndTell);
      for (int i = 0; i < left.size(); i++) {
        keep(left.get(i), all.get(i));
      }
    }
  }

  private <R> List<R> inParallel(List<PythonModule> files, Operation.Step<PythonModule, R> step)
      throws IOException {
    operation.started(Phase.PARSE, files.size(), 0);
    List<R> results =
        operation.map(
            files,
            module -> {
              R result = step.apply(module);
              operation.finished(Phase.PARSE, module.file(), Outcome.DONE);
              return result;
            });
    operation.completed(Phase.PARSE);
    return results;
  }

  boolean isParsed(PythonModule module) {
    return parsed.tables.containsKey(module);
  }

  /** What a file says; parses it if that was not done. */
  SymbolTable table(PythonModule module) {
    SymbolTable table = parsed.tables.get(module);
    if (table == null) {
      operation.check();
      ParsedSource source = reader.parse(module.file());
      keep(module, source);
      table = source.table();
    }
    return table;
  }

  /** A file that was parsed, for further questions; it is read again if it is not kept. */
  DetailedSource details(PythonModule module) {
    Source source = kept.get(module);
    if (source == null) {
      source = Objects.requireNonNull(reader.readAndParse(module.file()).source());
    }
    return DetailedSource.of(source.content(), source.structure(), operation::check);
  }

  /** What the classes and functions of a file, in some lines at least, say of themselves. */
  ModuleFindings findings(PythonModule module, Set<Integer> lines) {
    Said said = memory.said(sources, module.file());
    if (said.details == null || !said.lines.containsAll(lines)) {
      Set<Integer> all = new HashSet<>(said.lines);
      all.addAll(lines);
      said.details = ModuleFindings.of(module.file(), details(module), all, operation::check);
      said.lines = all;
    }
    return said.details;
  }

  /** See {@link DetailedSource#returnedCalls}. */
  Map<Integer, List<String>> returnedCalls(PythonModule module) {
    Said said = memory.said(sources, module.file());
    if (said.returnedCalls == null) {
      said.returnedCalls = details(module).returnedCalls();
    }
    return said.returnedCalls;
  }

  /** There are models, so nobody asks what they may be. */
  void forgetContents() {
    memory.forgetContents();
  }

  /** The words of a file that was read. */
  Words words(PythonModule module) {
    return parsed.words.getOrDefault(module, Words.ANY);
  }

  /** Whether a file is known to have a word. */
  boolean mentions(PythonModule module, String word) {
    Words known = parsed.words.get(module);
    return known != null && known.has(word);
  }

  /** Whether a file is not known to lack a word. */
  boolean mayMention(PythonModule module, String word) {
    return words(module).has(word);
  }

  /** The files that the sources mention. */
  DataHints hints() {
    return parsed.hints;
  }

  /** The stubs, by source, that sources read when they run. */
  Map<String, String> stubs() {
    return parsed.stubs;
  }

  /** The faults of those files that were parsed and are wanted, in the order of their parsing. */
  List<Issue> issues(Predicate<PythonModule> wanted) {
    List<Issue> issues = new ArrayList<>();
    parsed.faults.forEach(
        (module, found) -> {
          if (wanted.test(module)) {
            found.forEach(fault -> issues.add(issue(module.file(), fault)));
          }
        });
    return issues;
  }

  private static Issue issue(String file, Fault fault) {
    Issue issue =
        Issue.of(
            fault.code().equals(DIRECTION) ? Severity.WARNING : Severity.ERROR,
            "python-" + fault.code(),
            file,
            fault.line(),
            fault.column(),
            fault.message());
    return fault.code().equals(SourceReader.UNREADABLE) ? issue.withIncomplete() : issue;
  }

  private void keep(PythonModule module, ParsedSource read) {
    String file = module.file();
    parsed.read(module, memory.said(sources, file));
    parsed.tables.put(module, read.table());
    parsed.hints.add(file, read.literals().paths());
    if (read.stub() != null) {
      parsed.stubs.put(file, read.stub());
    }
    Source source = read.source();
    if (!read.faults().isEmpty()) {
      parsed.faults.put(module, read.faults());
    }
    if (source != null && source.content().length <= MAX_KEPT - keptSize) {
      kept.put(module, source);
      keptSize += source.content().length;
    }
  }

  private ParsedSource parseAndTell(PythonModule module) {
    ParsedSource read = reader.parse(module.file());
    Source source = read.source();
    operation.advanced(Phase.PARSE, module.file(), source == null ? 0 : source.content().length);
    return read;
  }
}
