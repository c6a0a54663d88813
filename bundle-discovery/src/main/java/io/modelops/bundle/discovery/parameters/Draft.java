package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A parameter whose values may be names. */
record Draft(
    String name,
    Parameter.Origin origin,
    SourceRange location,
    @Nullable String kind,
    @Nullable Written initial,
    @Nullable Written lower,
    @Nullable Written upper,
    @Nullable String doc) {

  Draft(
      String name,
      Parameter.Origin origin,
      SourceRange location,
      @Nullable String kind,
      @Nullable Written initial) {
    this(name, origin, location, kind, initial, null, null, null);
  }

  Parameter resolved(Function<String, @Nullable SourceValue> constants) {
    return Parameter.of(name, origin, location)
        .withKind(kind)
        .withDefault(initial == null ? null : initial.resolved(constants))
        .withBounds(
            lower == null ? null : lower.resolved(constants),
            upper == null ? null : upper.resolved(constants))
        .withDoc(doc);
  }
}
