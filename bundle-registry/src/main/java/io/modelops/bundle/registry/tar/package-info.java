/** Reads tar archives, strictly: what has two meanings, or none that is known, is refused. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.tar;
