package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.value.WalkOptions;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which directories are not entered because of their names. */
record Pruning(WalkOptions options) {
  private static final Set<String> STATE = Set.of(".git", ".modelops-bundle");
  private static final String PACKAGE = "__init__.py";

  /**
   * Whether a directory is not entered.
   *
   * @param path where it is, or would be
   */
  boolean prunes(String name, Path path) {
    return STATE.contains(name.toLowerCase(Locale.ROOT))
        || (options.prunes(name) && !(mayBePackage(name, path) && isFile(path.resolve(PACKAGE))));
  }

  /** Whether a directory would be entered if it had an {@code __init__.py}. */
  boolean mayBePackage(String name, Path path) {
    return options.mayBePackage(name) && isFile(path.resolveSibling(PACKAGE));
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
