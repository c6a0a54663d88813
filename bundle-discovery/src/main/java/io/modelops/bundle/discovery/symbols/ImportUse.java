package io.modelops.bundle.discovery.symbols;

import java.util.List;

/**
 * An import, wherever it stands.
 *
 * @param level number of leading dots; 0 for an absolute import
 * @param module the dotted name after the dots; may be empty
 * @param names in that module; none for {@code import module} and {@code from module import *}
 * @param star whether it is {@code from module import *}
 * @param guarded whether it stands in a {@code try}, so that it may fail
 * @param branch the branch it stands in
 */
public record ImportUse(
    int level,
    String module,
    List<String> names,
    boolean star,
    boolean guarded,
    int branch,
    Span span) {}
