package io.modelops.bundle.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that is a model, or that was looked at as one: see {@link #verdict()}.
 *
 * @param id unique in a bundle; {@code className} unless the project names it otherwise
 * @param className {@code module:QualName}
 * @param reasons at least one, in the order of the rule's methods
 * @param bases as written in the class header
 * @param files what the model consists of, relative to the project, sorted by UTF-8 bytes
 * @param dataHints string literals in those files that name an existing file of the project;
 *     reported, not part of {@code files}
 * @param doc the first line of the docstring; null if there is none
 */
public record Model(
    String id,
    String className,
    Verdict verdict,
    SourceRange location,
    List<Reason> reasons,
    List<String> bases,
    List<String> files,
    List<DataHint> dataHints,
    @Nullable String doc) {
  public Model {
    reasons = List.copyOf(reasons);
    bases = List.copyOf(bases);
    files = List.copyOf(files);
    dataHints = List.copyOf(dataHints);
  }

  /**
   * A file of the project that source code mentions in a string literal.
   *
   * @param path relative to the project
   * @param mentioned where the literal stands
   */
  public record DataHint(String path, SourceRange mentioned) {}
}
