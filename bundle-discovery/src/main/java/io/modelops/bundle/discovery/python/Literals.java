package io.modelops.bundle.discovery.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says, without import statements, about the files it needs. In source order.
 *
 * @param imports calls of {@code importlib.import_module} and its like
 * @param lazy what the package loads when it is used
 * @param paths texts that could be the relative path of a file; no docstrings
 */
public record Literals(List<ImportCall> imports, List<LazyImport> lazy, List<PathLiteral> paths) {

  public static final Literals NONE = new Literals(List.of(), List.of(), List.of());

  /**
   * Line and column are those of the call's first argument.
   *
   * @param module absolute, or with leading dots and relative to the package of the source; null if
   *     it is computed
   */
  public record ImportCall(@Nullable String module, int line, int column) {}

  /**
   * A name of the package, as {@code from .module import name} would bind it.
   *
   * @param module empty: the name is a submodule
   */
  public record LazyImport(String module, String name, int line, int column) {}

  public record PathLiteral(String path, int line, int column) {}
}
