package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.value.Model.DataHint;
import java.util.List;

/**
 * What a model consists of.
 *
 * @param files sorted
 * @param hints what they mention beside themselves
 */
public record Closure(List<String> files, List<DataHint> hints) {}
