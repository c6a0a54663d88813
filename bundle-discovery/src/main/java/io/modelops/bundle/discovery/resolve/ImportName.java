package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;

/** The absolute name of what an import statement names. */
final class ImportName {
  private ImportName() {}

  /**
   * The module that {@code from ..module import x} names. Beyond the source root, packages are
   * those seen from the project's directory. Beyond that too, the name begins with a dot, which no
   * module's name does.
   */
  static String absolute(PythonModule importer, ImportFrom from) {
    return absolute(importer, from.level(), from.module());
  }

  /** The module that {@code import_module("..module", __package__)} names. */
  static String absolute(PythonModule importer, String name) {
    int level = 0;
    while (level < name.length() && name.charAt(level) == '.') {
      level++;
    }
    return absolute(importer, level, name.substring(level));
  }

  private static String absolute(PythonModule importer, int level, String module) {
    if (level == 0) {
      return module;
    }
    String base = up(importer.packageName(), level);
    if (base.isEmpty()) {
      base = up(directory(importer.file()), level);
    }
    if (base.isEmpty()) {
      return ".".repeat(level) + module;
    }
    return module.isEmpty() ? base : base + "." + module;
  }

  private static String up(String pack, int level) {
    String base = pack;
    for (int i = 1; i < level && !base.isEmpty(); i++) {
      base = PythonModule.parent(base);
    }
    return base;
  }

  private static String directory(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/'))).replace('/', '.');
  }

  static boolean isBeyondTop(String absolute) {
    return absolute.startsWith(".");
  }
}
