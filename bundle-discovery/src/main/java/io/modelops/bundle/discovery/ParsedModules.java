package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.SourceMemory.Said;
import io.modelops.bundle.discovery.closure.DataHints;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import io.modelops.bundle.discovery.python.Words;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the modules of a project say, as far as they were read. */
final class ParsedModules {
  final DataHints hints;
  final Map<PythonModule, SymbolTable> tables = new HashMap<>();
  final Map<PythonModule, Words> words = new HashMap<>();
  final Map<PythonModule, List<Fault>> faults = new LinkedHashMap<>();

  /** By source. */
  final Map<String, String> stubs = new HashMap<>();

  private final Map<PythonModule, Said> said = new HashMap<>();

  /**
   * @param hints those of the project, without any yet
   */
  ParsedModules(DataHints hints) {
    this.hints = hints;
  }

  /** A module was read. */
  void read(PythonModule module, Said now) {
    said.put(module, now);
  }

  boolean isKnown(PythonModule module) {
    return said.containsKey(module);
  }

  /**
   * Whether what is known is what a module says now. It is not sure of one with a stub, which may
   * have come to say something else.
   *
   * @param version what tells its content from others; null if it has to be read to know
   */
  boolean isKnown(PythonModule module, @Nullable Object version) {
    Said then = said.get(module);
    return then != null && then.hasVersion(version) && !then.stubbed;
  }

  void forget(PythonModule module) {
    said.remove(module);
    tables.remove(module);
    words.remove(module);
    faults.remove(module);
    stubs.remove(module.file());
    hints.remove(module.file());
  }
}
