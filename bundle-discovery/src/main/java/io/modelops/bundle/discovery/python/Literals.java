package io.modelops.bundle.discovery.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says, without import statements, about the files it needs. In source order.
 *
 * @param imports calls of {@code importlib.import_module} and {@code __import__}
 * @param paths texts that could be the relative path of a file; no docstrings
 */
public record Literals(List<ImportCall> imports, List<PathLiteral> paths) {

  public static final Literals NONE = new Literals(List.of(), List.of());

  /**
   * Line and column are those of the call's first argument.
   *
   * @param module absolute, or with leading dots and relative to the package of the source; null if
   *     it is computed
   */
  public record ImportCall(@Nullable String module, int line, int column) {}

  public record PathLiteral(String path, int line, int column) {}
}
