package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.SourceStructure;
import java.util.List;

/**
 * What parsing made of a file.
 *
 * @param literals those that name modules or may name files
 */
public record Parsed(SourceStructure structure, Literals literals) {
  public static final Parsed NOTHING =
      new Parsed(new SourceStructure(List.of(), List.of()), Literals.NONE);
}
