package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.SourceRange;

/**
 * A method with a decorator that a rule names.
 *
 * @param decorator as the rule names it
 * @param owner whose body the method is in
 */
record Decoration(String decorator, String method, ClassId owner, SourceRange location) {}
