package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.symbols.ImportUse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The modules that the import statements of each module name, looked up once. */
final class ImportedModules {
  private final Program program;
  private final Map<Integer, Found> found = new HashMap<>();

  /**
   * Those of one module.
   *
   * @param loaded all of the project, packages around them included
   * @param outsideStar the last of which all names are imported, and which is not of the project
   */
  private record Found(Set<String> loaded, @Nullable String outsideStar) {}

  ImportedModules(Program program) {
    this.program = program;
  }

  /** Whether the statements of a module load another one. */
  boolean loads(int importer, String module) {
    return of(importer).loaded().contains(module);
  }

  /** The last star import of a module from outside the project, which may bring any name. */
  @Nullable String outsideStar(int importer) {
    return of(importer).outsideStar();
  }

  /** The first place with code that an import can lead to; the last if none has any. */
  String source(int importer, int level, String module) {
    List<String> targets = program.targets(importer, level, module);
    for (String each : targets) {
      if (program.find(each) >= 0) {
        return each;
      }
    }
    return targets.get(targets.size() - 1);
  }

  private Found of(int importer) {
    program.reads().add(importer);
    return found.computeIfAbsent(importer, this::find);
  }

  private Found find(int importer) {
    Set<String> loaded = new HashSet<>();
    String outsideStar = null;
    for (ImportUse use : program.table(importer).imports()) {
      String module = source(importer, use.level(), use.module());
      if (program.exists(module)) {
        String each = module;
        while (!each.isEmpty() && loaded.add(each)) {
          each = PythonModule.parent(each);
        }
      } else if (use.star()) {
        outsideStar = module;
      }
    }
    return new Found(loaded, outsideStar);
  }
}
