package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.ImportName;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.discovery.symbols.Scope;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Finds imports that should lead to something in the project and do not. */
public final class ImportCheck {
  private final Program program;
  private final Modules modules;
  private final BiPredicate<PythonModule, String> mentions;

  /**
   * @param mentions whether the source of a module is known to have a word
   */
  public ImportCheck(Program program, BiPredicate<PythonModule, String> mentions) {
    this.program = program;
    this.mentions = mentions;
    this.modules = program.names();
  }

  /**
   * What an import does not find.
   *
   * @param module whose statements do not provide {@code name}, though it may still do so in a way
   *     that only its text tells; -1 where nothing can
   * @param name empty: a submodule
   * @param submodule the full name of the module that would be it; empty if none would
   */
  public record Missing(String text, int module, String name, String submodule) {}

  /** What an import may not find, in the order of its names. */
  public List<Missing> missing(int importer, ImportUse use) {
    List<String> targets = program.targets(importer, use.level(), use.module());
    String module = targets.get(0);
    if (targets.size() > 1) { // what one lacks, the other may have
      return List.of();
    }
    if (ImportName.isBeyondTop(module)) {
      String text = "relative import " + module + " goes beyond the top-level package";
      return List.of(new Missing(text, -1, "", ""));
    }
    if (program.lacks(module)) {
      return List.of(absent(module));
    }
    List<Missing> missing = new ArrayList<>();
    if (modules.exists(module)) {
      for (String name : use.names()) {
        Missing found = missing(module, name);
        if (found != null) {
          missing.add(found);
        }
      }
    }
    return missing;
  }

  private Missing absent(String module) {
    PythonModule owner = modules.owner(module);
    int number = owner == null ? -1 : program.number(owner.name());
    return new Missing("no module " + module + " in the project", number, "", module);
  }

  private @Nullable Missing missing(String module, String name) {
    String submodule = module + "." + name;
    if (modules.exists(submodule) || modules.isCompiled(submodule)) {
      return null;
    }
    PythonModule source = modules.named(module);
    if (source == null) { // a namespace package has no code that could define it
      return program.lacks(submodule) ? absent(submodule) : null;
    }
    int number = program.number(source);
    program.reads().add(number); // its words
    return mentions.test(source, name) || mayBind(program.table(number), name)
        ? null
        : new Missing(
            "module " + module + " has no " + name, number, name, source.pack() ? submodule : "");
  }

  private static boolean mayBind(SymbolTable table, String name) {
    Scope scope = table.module();
    return scope.names().containsKey(name)
        || scope.names().containsKey("__getattr__")
        || scope.stars() != SymbolTable.UNBOUND;
  }
}
