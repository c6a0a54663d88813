/**
 * Writes tar archives whose bytes are a function of their content, and reads archives strictly:
 * what has two meanings, or none that is known, is refused.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.tar;
