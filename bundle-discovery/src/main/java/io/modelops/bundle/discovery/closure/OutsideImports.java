package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.StandardLibrary;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.discovery.symbols.Span;
import io.modelops.bundle.value.BundlePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The modules that imports name and that are neither of the project nor of Python itself. */
public final class OutsideImports {
  private final Program program;
  private final Analysis analysis;
  private final Modules modules;
  private final ModuleMemo<Map<String, Use>> found;

  /**
   * An import.
   *
   * @param guarded whether it may fail
   */
  public record Use(String file, Span span, boolean guarded) implements Comparable<Use> {
    /** The first one that may not fail, if there is one; else the first. */
    Use or(Use other) {
      boolean mine = guarded == other.guarded ? compareTo(other) <= 0 : !guarded;
      return mine ? this : other;
    }

    @Override
    public int compareTo(Use other) {
      int byFile = BundlePath.ORDER.compare(file, other.file);
      int byLine = Integer.compare(span.line(), other.span.line());
      return byFile != 0
          ? byFile
          : byLine != 0 ? byLine : Integer.compare(span.column(), other.span.column());
    }
  }

  public OutsideImports(Program program, Analysis analysis, ModuleMemo<Map<String, Use>> found) {
    this.program = program;
    this.found = found;
    this.analysis = analysis;
    this.modules = program.names();
  }

  /** Those of a module, by dotted name. */
  public Map<String, Use> of(int module) {
    return found.get(module, program.reads(), this::find);
  }

  private Map<String, Use> find(int module) {
    Map<String, Use> uses = new HashMap<>();
    String file = program.module(module).file();
    for (ImportUse use : program.table(module).imports()) {
      if (use.level() == 0
          && !StandardLibrary.has(first(use.module()))
          && analysis.runs(module, use)) {
        Use here = new Use(file, use.span(), use.guarded());
        outside(module, use).forEach(name -> uses.merge(name, here, Use::or));
      }
    }
    return uses;
  }

  private static String first(String module) {
    int dot = module.indexOf('.');
    return dot < 0 ? module : module.substring(0, dot);
  }

  private List<String> outside(int importer, ImportUse use) {
    List<String> names = new ArrayList<>();
    for (String target : program.targets(importer, 0, use.module())) {
      if (program.number(target) >= 0 || modules.isBuilt(target) || modules.owner(target) != null) {
        return List.of();
      } else if (modules.exists(target)) { // a directory shares its name with what is installed
        for (String name : use.names()) {
          String below = target + "." + name;
          if (!modules.exists(below) && !modules.isBuilt(below)) {
            names.add(below);
          }
        }
        return names;
      }
    }
    String module = use.module();
    if (module.startsWith("_")) { // of the interpreter
      return List.of();
    } else if (use.names().isEmpty()) {
      names.add(module);
    }
    use.names().forEach(name -> names.add(module + "." + name));
    return names;
  }
}
