package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.value.Model.DataHint;
import io.modelops.bundle.value.Requirement;
import java.util.List;

/**
 * What a model consists of.
 *
 * @param files sorted
 * @param hints what they mention beside themselves
 * @param requirements what they import from outside
 */
public record Closure(List<String> files, List<DataHint> hints, List<Requirement> requirements) {}
