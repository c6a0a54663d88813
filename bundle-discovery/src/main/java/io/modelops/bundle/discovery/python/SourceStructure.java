package io.modelops.bundle.discovery.python;

import java.util.List;

/**
 * The structure of one Python source file.
 *
 * @param body the statements at module level, in source order
 * @param faults what CPython would refuse in the file, as far as the parser sees it; the statements
 *     around a fault are in {@code body} all the same
 */
public record SourceStructure(List<Statement> body, List<Fault> faults) {

  /** A syntax or encoding fault; line and column count from 1, columns in code points. */
  public record Fault(String code, int line, int column, String message) {}
}
