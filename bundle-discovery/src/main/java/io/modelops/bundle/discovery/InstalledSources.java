package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.environment.InstalledModules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.spi.Operation;
import java.io.IOException;
import java.util.List;

/** Parses sources of an environment. Their faults are nobody's concern. */
final class InstalledSources {
  private final InstalledModules modules;
  private final Operation operation;
  private final LiteralFilter filter = new LiteralFilter(List.of());

  InstalledSources(InstalledModules modules, Operation operation) {
    this.modules = modules;
    this.operation = operation;
  }

  /** What a module says; nothing if it cannot be read. */
  SymbolTable table(PythonModule module) {
    operation.check();
    byte[] source;
    try {
      source = modules.read(module, PythonParser.MAX_SIZE + 1);
    } catch (IOException e) {
      return SymbolTable.EMPTY;
    }
    SourceStructure structure = PythonParser.parse(source, operation::check);
    Literals literals =
        filter.mayMatter(source)
            ? PythonParser.literals(source, structure, operation::check).withStub(null)
            : Literals.NONE;
    return SourceReader.table(source, structure, literals, operation::check);
  }
}
