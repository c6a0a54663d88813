package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.ParsedSource.Source;
import io.modelops.bundle.discovery.SourceMemory.Said;
import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.python.Words;
import io.modelops.bundle.discovery.symbols.Exports;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.SymbolTableBuilder;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and parses single files, as far as the session does not know what they say. Several threads
 * may ask, one for each file.
 */
final class SourceReader {
  /** The code of the fault of a file that cannot be read. */
  static final String UNREADABLE = "unreadable";

  private static final String EXPORTS = "__all__";

  /** What the name of a stub has more than that of its source. */
  private static final String STUB = "i";

  private final Sources sources;
  private final Operation operation;
  private final SourceMemory memory;
  private final LiteralFilter filter;

  /** A file of which at least the words are known. */
  record Seen(Words words, @Nullable ParsedSource parsed) {}

  SourceReader(Sources sources, SourceMemory memory, Operation operation) {
    this.sources = sources;
    this.operation = operation;
    this.memory = memory;
    this.filter = new LiteralFilter(sources.files());
    memory.use(filter);
  }

  /** Reads a file, and parses it if it can matter by itself. */
  Seen look(String file, Sought sought) {
    try {
      Said said = memory.said(sources, file);
      byte[] source = null;
      if (said.words == null || (!said.isOf(sought) && sought.looksAt(said.words))) {
        source = sources.read(file, PythonParser.MAX_SIZE + 1);
        operation.advanced(Phase.PARSE, file, source.length);
        said = memory.said(sources, file);
        said.words = Words.of(source);
        memory.keep(said, source);
      }
      if (!said.isOf(sought)) {
        said.matters = sought.mayMatter(said.words, source);
        said.sought = sought;
      }
      ParsedSource parsed =
          !said.matters ? null : source == null ? parse(file) : parse(file, source);
      return new Seen(said.words, parsed);
    } catch (IOException e) {
      return new Seen(Words.ANY, unreadable(e));
    }
  }

  /** What a file says; parses it unless that is known. */
  ParsedSource parse(String file) {
    Said said = memory.said(sources, file);
    boolean same =
        !said.stubbed
            || (said.stub != null && said.stub.equals(sources.memory().version(file + STUB)));
    return said.parsed != null && same ? said.parsed : readAndParse(file);
  }

  /** The same with its source. */
  ParsedSource readAndParse(String file) {
    try {
      return parse(file, sources.read(file, PythonParser.MAX_SIZE + 1));
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  private static ParsedSource unreadable(IOException e) {
    Fault fault = new Fault(UNREADABLE, 0, 0, "cannot be read: " + FileFailure.reason(e));
    Source source = new Source(new byte[0], new SourceStructure(List.of(), List.of()));
    return new ParsedSource(source, SymbolTable.EMPTY, Literals.NONE, null, List.of(fault));
  }

  private ParsedSource parse(String file, byte[] source) {
    SourceStructure structure = PythonParser.parse(source, operation::check);
    Literals literals =
        filter.mayMatter(source)
            ? PythonParser.literals(source, structure, operation::check)
            : Literals.NONE;
    boolean stubbed = literals.stub() != null;
    SourceStructure stub = stubbed ? stub(file) : null;
    literals = literals.withStub(stub);
    ParsedSource parsed =
        new ParsedSource(
            new Source(source, structure),
            table(source, structure, literals, operation::check),
            literals,
            stub == null ? null : file + STUB,
            faults(structure, source));
    Said said = memory.said(sources, file);
    said.parsed = parsed.withoutSource();
    said.stubbed = stubbed;
    said.stub = stubbed ? sources.memory().version(file + STUB) : null;
    return parsed;
  }

  private static List<Fault> faults(SourceStructure structure, byte[] source) {
    Fault mark = PythonParser.directionMark(source);
    if (mark == null) {
      return structure.faults();
    }
    List<Fault> faults = new ArrayList<>(structure.faults());
    faults.add(mark);
    return faults;
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

  /**
   * What a source says of names.
   *
   * @param checkpoint called now and then; what it throws reaches the caller
   */
  static SymbolTable table(
      byte[] source, SourceStructure structure, Literals literals, Runnable checkpoint) {
    SymbolTable table = SymbolTableBuilder.build(structure, literals, checkpoint);
    Exports exports = table.exports();
    boolean open = exports.declared() && usesOfExports(source) > exports.calls();
    return open ? table.withOpenExports() : table;
  }

  /** How often a method or an element of {@code __all__} seems to be used. */
  private static int usesOfExports(byte[] source) {
    String text = new String(source, StandardCharsets.ISO_8859_1);
    int uses = 0;
    int at = text.indexOf(EXPORTS);
    while (at >= 0) {
      int end = at + EXPORTS.length();
      uses += end < text.length() && ".[".indexOf(text.charAt(end)) >= 0 ? 1 : 0;
      at = text.indexOf(EXPORTS, end);
    }
    return uses;
  }
}
