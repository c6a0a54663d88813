package io.modelops.bundle.discovery.project;

/** The absolute name of what an import names. */
public final class ImportName {
  private ImportName() {}

  /**
   * The module that {@code from ..module import x} names. Beyond the source root, packages are
   * those seen from the project's directory. Beyond that too, the name begins with a dot, which no
   * module's name does.
   *
   * @param level number of leading dots
   * @param module the name after the dots
   */
  public static String absolute(PythonModule importer, int level, String module) {
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

  public static boolean isBeyondTop(String absolute) {
    return absolute.startsWith(".");
  }
}
