package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.value.SourceValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value as written.
 *
 * @param name the dotted name that it is, if the module or one that it imports may tell its value
 */
record Written(SourceValue value, @Nullable String name) {
  Written(SourceValue value) {
    this(value, null);
  }

  /** The value, after the names have been looked up. */
  SourceValue resolved(Function<String, @Nullable SourceValue> constants) {
    SourceValue constant = name == null ? null : constants.apply(name);
    return constant == null ? value : constant;
  }
}
