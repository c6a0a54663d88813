package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;

/** The absolute name of what an import statement names. */
final class ImportName {
  private ImportName() {}

  /**
   * The module that {@code from ..module import x} names. Beyond the top, the name begins with a
   * dot, which no module's name does.
   */
  static String absolute(PythonModule importer, ImportFrom from) {
    if (from.level() == 0) {
      return from.module();
    }
    String base = importer.packageName();
    for (int level = 1; level < from.level() && !base.isEmpty(); level++) {
      base = PythonModule.parent(base);
    }
    if (base.isEmpty()) {
      return ".".repeat(from.level()) + from.module();
    }
    return from.module().isEmpty() ? base : base + "." + from.module();
  }

  static boolean isBeyondTop(String absolute) {
    return absolute.startsWith(".");
  }
}
