package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.SourceRange;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a method that a class has, of its own or inherited.
 *
 * @param owner whose body it is in
 * @param location of the statement
 * @param signature if it is a function
 * @param noun what it is if it cannot be called
 */
record Method(
    Kind kind, ClassId owner, SourceRange location, @Nullable String signature, String noun) {
  enum Kind {
    DEFINED,
    ABSTRACT,
    /** The name stands for something that cannot be called, such as {@code None}. */
    REMOVED
  }
}
