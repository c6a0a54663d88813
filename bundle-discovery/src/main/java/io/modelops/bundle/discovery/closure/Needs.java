package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.value.Explanation.Step;
import org.jspecify.annotations.Nullable;

/** What a module itself needs: what its imports, its packages and the bases in it lead to. */
final class Needs {
  private final Program program;
  private final Analysis analysis;

  /** Is told of each module that is needed, perhaps several times. */
  @FunctionalInterface
  interface Sink {
    void add(int module, Step.Kind kind, @Nullable ImportUse use);
  }

  Needs(Program program, Analysis analysis) {
    this.program = program;
    this.analysis = analysis;
  }

  void of(int module, Sink sink) {
    String pack = PythonModule.parent(program.module(module).name());
    addWithPackages(pack, Step.Kind.PACKAGE, Step.Kind.PACKAGE, null, sink);
    for (ImportUse use : program.table(module).imports()) {
      if (analysis.runs(module, use)) {
        for (String source : program.targets(module, use.level(), use.module())) {
          use.names().forEach(name -> add(source + "." + name, Step.Kind.IMPORT, use, sink));
          if (use.star()) {
            analysis
                .listed(source)
                .forEach(name -> add(source + "." + name, Step.Kind.IMPORT, use, sink));
          }
          addWithPackages(source, Step.Kind.IMPORT, Step.Kind.PACKAGE_OF_IMPORT, use, sink);
        }
      }
    }
    for (int base : analysis.baseModules(module)) {
      addWithPackages(program.module(base).name(), Step.Kind.BASE, Step.Kind.BASE, null, sink);
    }
  }

  /** Importing {@code a.b.c} runs {@code a} and {@code a.b} first. */
  private void addWithPackages(
      String name, Step.Kind kind, Step.Kind packages, @Nullable ImportUse use, Sink sink) {
    add(name, kind, use, sink);
    for (String each = PythonModule.parent(name);
        !each.isEmpty();
        each = PythonModule.parent(each)) {
      add(each, packages, use, sink);
    }
  }

  private void add(String name, Step.Kind kind, @Nullable ImportUse use, Sink sink) {
    int number = name.isEmpty() ? -1 : program.number(name);
    if (number >= 0) {
      sink.add(number, kind, use);
    }
  }
}
