package io.modelops.bundle.value;

import org.jspecify.annotations.Nullable;

/**
 * One sentence of why a candidate has its verdict.
 *
 * @param method the method the sentence is about; null if it is about the class
 * @param from the class {@code module:QualName} or the external name that the sentence refers to;
 *     null if none
 * @param location where that is defined; null outside the project
 * @param signature the method's parameters as written, such as {@code (self, seed=1)}; null if it
 *     is not a plain function
 * @param text the sentence, such as {@code simulate inherited from models.base:Base,
 *     models/base.py:12}
 */
public record Reason(
    @Nullable String method,
    @Nullable String from,
    @Nullable SourceRange location,
    @Nullable String signature,
    String text) {}
