package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.Literals.ImportCall;
import io.modelops.bundle.discovery.python.Literals.LazyImport;
import java.util.ArrayList;
import java.util.List;

/** What function calls import, wherever they stand. */
record CalledImports(Literals literals) {
  /** The imports that literals name. */
  List<ImportUse> uses() {
    List<ImportUse> uses = new ArrayList<>();
    for (ImportCall call : literals.imports()) {
      String module = call.module();
      if (module != null) {
        int level = 0;
        while (level < module.length() && module.charAt(level) == '.') {
          level++;
        }
        uses.add(use(level, module.substring(level), List.of(), span(call)));
      }
    }
    for (LazyImport each : literals.lazy()) {
      uses.add(use(1, each.module(), List.of(each.name()), span(each)));
    }
    return uses;
  }

  private static ImportUse use(int level, String module, List<String> names, Span span) {
    return new ImportUse(level, module, names, false, false, SymbolTable.ALWAYS, span);
  }

  /** The places of those that are computed. */
  List<Span> computed() {
    return literals.imports().stream()
        .filter(call -> call.module() == null)
        .map(CalledImports::span)
        .toList();
  }

  /** Binds what a package loads when it is used, where its own statements do not. */
  void bind(Flow module, ValuePool values) {
    for (LazyImport each : literals.lazy()) {
      if (module.here(each.name()) == SymbolTable.UNBOUND) {
        module.bind(
            each.name(), values.add(new Value.Imported(1, each.module(), each.name(), span(each))));
      }
    }
  }

  private static Span span(ImportCall call) {
    return new Span(call.line(), call.column(), call.line());
  }

  private static Span span(LazyImport each) {
    return new Span(each.line(), each.column(), each.line());
  }
}
