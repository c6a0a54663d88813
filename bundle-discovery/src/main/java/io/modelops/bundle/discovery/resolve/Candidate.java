package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that could be a model.
 *
 * @param id {@code module:QualName}
 * @param bases as written
 * @param doc the first line of its docstring
 */
public record Candidate(
    String id,
    SourceRange location,
    Verdict verdict,
    List<Reason> reasons,
    List<String> bases,
    @Nullable String doc) {}
