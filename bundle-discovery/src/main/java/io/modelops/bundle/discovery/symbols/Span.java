package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.value.SourceRange;

/** A place in a file; as in {@link SourceRange}. */
public record Span(int line, int column, int endLine) {
  public SourceRange in(String file) {
    return new SourceRange(file, line, column, endLine);
  }
}
