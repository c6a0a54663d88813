package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says, without import statements, about the files it needs. In source order.
 *
 * @param imports calls of {@code importlib.import_module} and its like
 * @param lazy what the package loads when it is used
 * @param stub the call that loads, when it is used, what the stub beside the source names
 * @param paths texts, and what is joined of them, that could be the path of a file; no docstrings
 */
public record Literals(
    List<ImportCall> imports,
    List<LazyImport> lazy,
    @Nullable ImportCall stub,
    List<PathLiteral> paths) {

  public static final Literals NONE = new Literals(List.of(), List.of(), null, List.of());

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

  /**
   * Line and column are those of the last literal that the path is made of.
   *
   * @param pack the package of {@link PathLiteral.Base#PACKAGE}
   * @param path relative; {@link #STEM} stands for the name of the source without its ending
   */
  public record PathLiteral(PathLiteral.Base base, String pack, String path, int line, int column) {
    public static final String STEM = "\0";

    /** Where a relative path counts from. */
    public enum Base {
      /** The directory in which a program runs, or whatever it is joined to. */
      ANYWHERE,
      /** The directory of the source. */
      SOURCE,
      /** The directory of a package. */
      PACKAGE
    }
  }

  /**
   * The same, with the stub's imports.
   *
   * @param structure of the stub; null if it cannot be read
   */
  public Literals withStub(@Nullable SourceStructure structure) {
    if (stub == null) {
      return this;
    }
    if (structure == null) {
      List<ImportCall> more = new ArrayList<>(imports);
      more.add(stub);
      return new Literals(more, lazy, null, paths);
    }
    List<LazyImport> more = new ArrayList<>(lazy);
    collect(structure.body(), stub, more);
    return new Literals(imports, more, null, paths);
  }

  private static void collect(List<Statement> body, ImportCall at, List<LazyImport> into) {
    for (Statement statement : body) {
      if (statement instanceof ImportFrom from && from.level() == 1) {
        for (ImportedName each : from.names()) {
          into.add(new LazyImport(from.module(), each.name(), at.line(), at.column()));
        }
      } else if (statement instanceof Compound compound) {
        for (Clause clause : compound.clauses()) {
          collect(clause.body(), at, into);
        }
      }
    }
  }
}
