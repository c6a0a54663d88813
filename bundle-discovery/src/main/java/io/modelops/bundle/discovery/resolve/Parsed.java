package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Literal;
import io.modelops.bundle.discovery.python.SourceStructure;
import java.util.List;

/**
 * What parsing made of a file.
 *
 * @param literals those that name modules or may name files
 */
public record Parsed(SourceStructure structure, List<Literal> literals) {
  public static final Parsed NOTHING =
      new Parsed(new SourceStructure(List.of(), List.of()), List.of());
}
