package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says.
 *
 * @param source for further questions; null if it is not kept
 * @param stub the file beside it that it reads when it runs
 */
record ParsedSource(
    @Nullable Source source,
    SymbolTable table,
    Literals literals,
    @Nullable String stub,
    List<Fault> faults) {

  /** A file and its structure. */
  static final class Source {
    private final byte[] content;
    private final SourceStructure structure;

    Source(byte[] content, SourceStructure structure) {
      this.content = content;
      this.structure = structure;
    }

    byte[] content() {
      return content;
    }

    SourceStructure structure() {
      return structure;
    }
  }

  ParsedSource withoutSource() {
    return new ParsedSource(null, table, literals, stub, faults);
  }
}
