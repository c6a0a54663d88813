package io.modelops.bundle.discovery.environment;

import io.modelops.bundle.discovery.environment.ModulePath.Entry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a module is.
 *
 * @param file its source, or what it is compiled to; null for a namespace package
 * @param portions the directories of its submodules
 * @param entry through which it is found; of a namespace package, the first
 */
record Located(Kind kind, @Nullable Path file, List<Path> portions, Entry entry) {
  enum Kind {
    SOURCE,
    COMPILED,
    NAMESPACE
  }

  /** Whether it is a package with code. */
  boolean isPackage() {
    return kind != Kind.NAMESPACE && !portions.isEmpty();
  }
}
